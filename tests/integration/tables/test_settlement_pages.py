"""Rounds with more bets than one delivery settles."""

from collections import Counter

import pytest

from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.gates import Gates
from casino.tables.round_clock import RoundClock, SettlementQueue
from casino.tables.use_cases import settle_round as use_case

RED = {"type": "red", "amount": 500}
BLACK = {"type": "black", "amount": 300}
BETS = 11
PLAYERS = 4


@pytest.fixture(autouse=True)
def pages_of_two(monkeypatch):
    monkeypatch.setattr(use_case, "PAGE", 2)


@pytest.fixture
def crowd(floor, monkeypatch):
    """A floor whose round has a result, and several pages of bets that came through one shard."""
    monkeypatch.setattr("casino.tables.gates.shard_of", lambda _player: 0)
    for number in range(PLAYERS):
        floor.seat(f"player-{number}", 100_000)
    floor.advance()
    for number in range(BETS):
        floor.bet(f"player-{number % PLAYERS}", f"bet-{number}", RED, BLACK)
    floor.advance_to(Phase.RESULT)
    floor.settlements()  # what the clock has asked for; each test delivers in its own way
    return floor


def deliver(floor):
    use_case.settle_round(floor.parts, floor.round.round_id, 0)


def deliver_all(floor, deliveries=None):
    """Deliver what is asked for until nothing is; return how many deliveries that took."""
    waiting, count = deliveries or [lambda: deliver(floor)], 0
    while waiting:
        waiting.pop(0)()
        count += 1
        waiting += floor.settlements()
        assert count < 100, "it never ends"
    return count


def must_be_settled_exactly(floor):
    [gate] = [each for each in floor.gates.of_round(floor.round.round_id) if each.bets]
    assert gate.is_settled
    assert gate.is_told
    colour = floor.round.outcome["colour"]
    payout = {"red": 1000, "black": 600, "green": 0}[colour] * BETS
    assert gate.payouts == {"EUR": payout}
    if floor.round.phase is not Phase.SETTLED:
        floor.advance()
    assert floor.round.phase is Phase.SETTLED
    assert floor.round.turnover.payouts == {"EUR": payout}
    assert floor.faults() == []
    told = Counter(
        event.data["bet_id"]
        for number in range(PLAYERS)
        for event in floor.events(f"player:player-{number}")
    )
    assert told == Counter(f"bet-{number}" for number in range(BETS))


def test_each_delivery_takes_one_page_and_hands_on_the_rest(crowd):
    assert deliver_all(crowd) == 11  # six pages paid, six told; the last payment tells a page too
    must_be_settled_exactly(crowd)


def test_the_round_goes_on_when_everybody_is_paid_and_does_not_wait_for_the_news(crowd):
    for _ in range(6):
        deliver(crowd)
    [gate] = [each for each in crowd.gates.of_round(crowd.round.round_id) if each.bets]
    assert gate.is_settled
    assert not gate.is_told
    assert crowd.advance().round.phase is Phase.SETTLED
    crowd.settlements()
    deliver_all(crowd)
    must_be_settled_exactly(crowd)


def test_every_message_may_come_twice(crowd):
    waiting, count = [lambda: deliver(crowd)], 0
    while waiting:
        message = waiting.pop(0)
        message()
        message()
        count += 1
        waiting += crowd.settlements()[:1]
        assert count < 100
    deliver(crowd)  # a day later
    must_be_settled_exactly(crowd)


def test_of_two_deliveries_at_the_same_page_one_counts_it(crowd, monkeypatch):
    paid = crowd.gates.paid

    def overtaken(gate, payouts, to):
        monkeypatch.undo()
        monkeypatch.setattr(use_case, "PAGE", 2)
        deliver(crowd)  # the other one, from the beginning to its end
        return paid(gate, payouts, to)

    monkeypatch.setattr(crowd.gates, "paid", overtaken)
    with pytest.raises(Contention):
        deliver(crowd)
    deliver_all(crowd)
    must_be_settled_exactly(crowd)


class Died(Exception):
    pass


# Where an environment may die, and whether before or after what it did there. The first commits of
# all are those that pay.
STEPS = [
    (UnitOfWork, "commit"),
    (Gates, "paid"),
    (Gates, "told"),
    (SettlementQueue, "ask_for"),
    (RoundClock, "propose_now"),
]


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step[0].__name__}.{step[1]}")
@pytest.mark.parametrize("nth", [1, 3])
def test_a_crash_at_any_step_is_made_good_by_the_next_delivery(
    crowd, monkeypatch, step, after, nth
):
    owner, name = step
    real, calls = getattr(owner, name), []

    def crash(*given):
        calls.append(name)
        if len(calls) != nth:
            return real(*given)
        if after:
            real(*given)
        raise Died

    monkeypatch.setattr(owner, name, crash)
    waiting, count = [lambda: deliver(crowd)], 0
    while waiting:
        try:
            waiting[0]()
        except Died:
            continue  # the queue delivers the message again
        waiting.pop(0)
        waiting += crowd.settlements()
        count += 1
        assert count < 100
    must_be_settled_exactly(crowd)


@pytest.mark.parametrize("hidden", ["bet-0", "bet-5", "bet-9"])
def test_a_bet_that_the_index_shows_late_is_paid_wherever_it_belongs(crowd, monkeypatch, hidden):
    client = crowd.ledger._client
    query = client.query

    def lagging(**request):
        answer = query(**request)
        if request.get("IndexName") == "bets_by_round":
            items = [each for each in answer["Items"] if not each["sk"]["S"].endswith(hidden)]
            answer = answer | {"Items": items}
        return answer

    monkeypatch.setattr(client, "query", lagging)
    with pytest.raises(BetsNotIndexedYet):
        deliver_all(crowd)
    assert crowd.round.phase is Phase.RESULT
    monkeypatch.setattr(client, "query", query)
    deliver_all(crowd)
    must_be_settled_exactly(crowd)


def test_a_voided_round_goes_back_page_by_page(floor, monkeypatch):
    monkeypatch.setattr("casino.tables.gates.shard_of", lambda _player: 0)
    for number in range(PLAYERS):
        floor.seat(f"player-{number}", 100_000)
    floor.advance()
    for number in range(BETS):
        floor.bet(f"player-{number % PLAYERS}", f"bet-{number}", RED)
    floor.advance_to(Phase.CLOSED)
    key = {"pk": {"S": f"ROUND#{floor.round.round_id}"}}
    floor.parts.dynamodb.delete_item(TableName="seeds", Key=key)
    floor.advance()
    assert floor.round.phase is Phase.VOIDED
    floor.settlements()
    deliver_all(floor)
    cash = [floor.ledger.wallet(f"player-{number}").cash for number in range(PLAYERS)]
    assert cash == [100_000] * PLAYERS
    assert floor.faults() == []
