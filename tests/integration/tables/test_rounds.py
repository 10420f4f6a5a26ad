import dataclasses

import pytest

from casino.betting import GameMoney
from casino.games import Fairness, commitment_to, mixed
from casino.games.roulette import EUROPEAN
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables import Phase
from casino.tables.errors import BetsNotIndexedYet
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.get_round import get_round
from casino.tables.use_cases.settle_round import settle_round
from casino.tables.use_cases.sweep_rounds import sweep_rounds

RED = {"type": "red", "amount": 500}
BLACK = {"type": "black", "amount": 300}
ZERO = {"type": "straight", "selection": [0], "amount": 100}

CHANNEL = "table:roulette-eu-1"


def paid(stakes, pocket):
    return EUROPEAN.payout(stakes, EUROPEAN.outcome(pocket), None)


def names(events):
    return [event.name for event in events]


def test_a_round_runs_through_its_phases_in_order(floor):
    for phase in (Phase.OPEN, Phase.CLOSING, Phase.CLOSED, Phase.RESULT, Phase.SETTLED):
        floor.advance()
        assert floor.round.phase is phase
    floor.advance()
    assert (floor.round.phase, floor.round.number) == (Phase.OPEN, 2)


def test_every_phase_is_told_to_the_table_with_numbers_that_have_no_gap(floor):
    floor.advance_to(Phase.SETTLED)
    events = floor.events(CHANNEL)
    assert names(events) == [
        "round.opened",
        "round.closing",
        "round.closed",
        "round.result",
        "round.settled",
    ]
    assert [event.seq for event in events] == [1, 2, 3, 4, 5]


def test_a_phase_is_not_entered_before_its_time(floor):
    floor.advance()
    version = floor.table.version
    floor.clock.move(9.9)
    assert advance_round(floor.parts, "roulette-eu-1", version) is None
    assert floor.round.phase is Phase.OPEN


def test_a_proposal_for_a_phase_that_has_passed_changes_nothing(floor):
    floor.advance()
    version = floor.table.version
    floor.advance()
    floor.clock.move(100)
    assert advance_round(floor.parts, "roulette-eu-1", version) is None
    assert floor.round.phase is Phase.CLOSING


def test_the_seed_is_committed_before_betting_and_revealed_with_the_result(floor):
    floor.advance()
    committed = floor.round.fairness
    assert committed.server_seed is None
    floor.advance_to(Phase.RESULT)
    revealed = floor.round.fairness
    assert revealed.commitment == committed.commitment
    fairness = Fairness(**dataclasses.asdict(revealed))
    assert EUROPEAN.draw(fairness.draws()).to_wire() == floor.round.outcome


def test_a_seed_is_kept_from_tables_and_rounds_until_it_is_revealed(floor):
    floor.advance_to(Phase.CLOSED)
    seed = floor.seeds.of(floor.round.round_id)
    assert seed not in repr(floor.table)
    assert seed not in repr(floor.tables.round(floor.round.round_id))
    assert all(seed not in repr(event) for event in floor.events(CHANNEL))


def test_two_winners_are_paid_and_a_loser_is_not(floor):
    for player in ("ann", "ben", "cas"):
        floor.seat(player, 1000)
    floor.advance()
    floor.bet("ann", "a", RED)
    floor.bet("ben", "b", BLACK)
    floor.bet("cas", "c", ZERO)
    floor.advance_to(Phase.RESULT)
    pocket = floor.round.outcome["pocket"]
    floor.settle()
    floor.advance()
    expected = {
        "ann": 500 + paid([EUROPEAN.read_stake(RED)], pocket),
        "ben": 700 + paid([EUROPEAN.read_stake(BLACK)], pocket),
        "cas": 900 + paid([EUROPEAN.read_stake(ZERO)], pocket),
    }
    assert {player: floor.ledger.wallet(player).cash for player in expected} == expected
    assert floor.round.phase is Phase.SETTLED
    assert floor.round.turnover.bets == 3
    assert floor.round.turnover.stakes == {"EUR": 900}
    assert floor.round.turnover.payouts == {"EUR": sum(expected.values()) - 2100}


def test_settling_again_pays_nobody_twice_and_tells_nobody_twice(floor):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "a", RED, BLACK, ZERO)
    floor.advance_to(Phase.RESULT)
    floor.settle()
    cash, told = floor.ledger.wallet("ann").cash, names(floor.events("player:ann"))
    floor.settle()
    floor.settle()
    assert floor.ledger.wallet("ann").cash == cash
    assert names(floor.events("player:ann")) == told == ["bet.settled"]


def test_a_round_is_not_settled_while_a_bet_is_unpaid(floor):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "a", RED)
    floor.advance_to(Phase.RESULT)
    assert floor.advance() is None
    assert floor.round.phase is Phase.RESULT


def test_settlement_waits_for_bets_that_the_index_does_not_show_yet(floor, monkeypatch):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "a", RED)
    floor.advance_to(Phase.RESULT)
    monkeypatch.setattr(floor.ledger, "page_of_bets", lambda *_: ([], None))
    [gate] = [gate for gate in floor.gates.of_round(floor.round.round_id) if gate.bets]
    with pytest.raises(BetsNotIndexedYet):
        settle_round(floor.parts, floor.round.round_id, gate.shard)
    monkeypatch.undo()
    floor.settle()
    floor.advance()
    assert floor.round.phase is Phase.SETTLED


def test_of_two_workers_with_the_same_proposal_one_opens_the_round(floor, monkeypatch):
    stale = floor.table
    floor.advance()
    opened = floor.table
    reads = iter([stale])
    real = floor.tables.get
    monkeypatch.setattr(
        type(floor.tables), "get", lambda self, table_id: next(reads, None) or real(table_id)
    )
    monkeypatch.undo()
    # A worker that read the table before the other's commit must find its own refused.
    work = UnitOfWork(floor.parts.dynamodb)
    floor.tables.save(work, stale, opened)
    with pytest.raises(Contention):
        work.commit()
    assert floor.table == opened


def test_a_round_that_cannot_be_drawn_is_voided_and_every_stake_goes_back_as_it_came(floor):
    floor.seat("ann", 300, bonus=700)
    floor.advance()
    floor.bet("ann", "a", RED, BLACK)
    floor.advance_to(Phase.CLOSED)
    round_id = floor.round.round_id
    client = floor.parts.dynamodb
    client.delete_item(TableName="seeds", Key={"pk": {"S": f"ROUND#{round_id}"}})
    floor.advance()
    assert floor.round.phase is Phase.VOIDED
    assert floor.advance() is None  # no new round while a stake is out
    floor.settle()
    floor.settle()
    wallet = floor.ledger.wallet("ann")
    assert (wallet.cash, wallet.bonus, wallet.version) == (300, 700, 2)
    bet = floor.shown("ann", "a")
    assert (bet.status, bet.payout, bet.outcome) == ("void", 800, None)
    told = floor.events(CHANNEL)[-1]
    assert (told.name, told.data["round_id"]) == ("round.voided", round_id)
    floor.advance()
    assert (floor.round.phase, floor.round.number) == (Phase.OPEN, 2)


def test_a_seed_that_is_not_the_committed_one_draws_nothing(floor):
    floor.advance_to(Phase.CLOSED)
    floor.parts.dynamodb.put_item(
        TableName="seeds",
        Item={"pk": {"S": f"ROUND#{floor.round.round_id}"}, "server_seed": {"S": "00" * 32}},
    )
    floor.advance()
    assert floor.round.phase is Phase.VOIDED
    assert floor.round.outcome is None


def test_paying_costs_a_transaction_for_each_winner_and_none_for_a_loser(floor, monkeypatch):
    for number in range(12):
        floor.seat(f"player-{number}", 1000)
    floor.advance()
    for number in range(12):
        floor.bet(f"player-{number}", "bet", RED if number < 3 else BLACK)
    floor.advance_to(Phase.RESULT)
    colour = floor.round.outcome["colour"]
    winners = {"red": 3, "black": 9, "green": 0}[colour]
    paid_for = []
    add = GameMoney.add_to

    def noted(*given):
        paid_for.append(given)
        add(*given)

    monkeypatch.setattr(GameMoney, "add_to", noted)
    floor.settle()
    assert len(paid_for) == winners


def test_a_delivery_after_the_last_one_reads_and_writes_nothing_of_any_bet(floor, monkeypatch):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "a", RED)
    floor.advance_to(Phase.RESULT)
    floor.settle()

    def refuse(*_):
        raise AssertionError("there was nothing left to do")

    monkeypatch.setattr(UnitOfWork, "commit", refuse)
    monkeypatch.setattr(floor.ledger, "page_of_bets", refuse)
    floor.settle()


def test_players_are_told_even_if_the_machine_died_between_money_and_news(floor, monkeypatch):
    floor.seat("ann", 1000)
    floor.advance()
    floor.bet("ann", "a", RED)
    floor.bet("ann", "b", BLACK)
    floor.advance_to(Phase.RESULT)

    def die(*_args, **_kwargs):
        raise ConnectionError("the environment died")

    monkeypatch.setattr(floor.log, "append_each_once", die)
    with pytest.raises(ConnectionError):
        floor.settle()
    monkeypatch.undo()
    assert floor.advance().round.phase is Phase.SETTLED  # the round did not wait for the news
    floor.settle()
    assert sorted(event.data["bet_id"] for event in floor.events("player:ann")) == ["a", "b"]


def test_more_bets_of_one_player_than_a_transaction_holds_are_all_told(floor):
    floor.seat("ann", 1_000_000)
    floor.advance()
    for number in range(55):
        floor.bet("ann", f"bet-{number}", RED)
    floor.advance_to(Phase.RESULT)
    floor.settle()
    floor.settle()
    assert names(floor.events("player:ann")) == ["bet.settled"] * 55


class TestChainOfSeeds:
    def play(self, floor, rounds):
        played = []
        for _ in range(rounds):
            floor.advance()
            floor.advance_to(Phase.SETTLED)
            played.append(floor.round)
        return played

    def test_each_rounds_seed_is_made_of_its_chains_and_of_the_beacons_value(self, floor):
        for played in self.play(floor, 3):
            assert played.fairness.server_seed == mixed(played.link.seed, played.link.beacon)

    def test_each_chain_seed_is_the_hash_of_the_one_after_it(self, floor):
        first, second, third = (played.link.seed for played in self.play(floor, 3))
        assert (commitment_to(second), commitment_to(third)) == (first, second)

    def test_a_seed_hashed_as_often_as_its_position_says_is_the_anchor(self, floor):
        for played in self.play(floor, 3):
            seed = played.link.seed
            for _ in range(played.link.position):
                seed = commitment_to(seed)
            assert seed == played.link.anchor

    def test_the_chains_seed_is_shown_with_the_servers_and_not_before(self, floor):
        for phase in (Phase.OPEN, Phase.CLOSING, Phase.CLOSED, Phase.RESULT, Phase.SETTLED):
            floor.advance_to(phase)
            view = get_round(floor.tables, floor.parts.revealed_seeds, floor.round.round_id)
            is_revealed = phase in (Phase.RESULT, Phase.SETTLED)
            assert (view.fairness.server_seed is not None) is is_revealed
            assert (view.link.seed is not None) is is_revealed
            assert view.link.beacon.value is not None

    def test_a_voided_round_does_not_hold_up_the_chain(self, floor):
        self.play(floor, 1)
        floor.advance()
        floor.advance_to(Phase.CLOSED)
        key = {"pk": {"S": f"ROUND#{floor.round.round_id}"}}
        floor.parts.dynamodb.delete_item(TableName="seeds", Key=key)
        floor.advance()
        assert floor.round.phase is Phase.VOIDED
        [after] = self.play(floor, 1)
        assert after.link.position == 3


def test_the_sweeper_counts_the_rounds_that_are_on(floor):
    assert sweep_rounds(floor.parts).open_rounds == 0
    floor.advance_to(Phase.RESULT)
    assert sweep_rounds(floor.parts).open_rounds == 1
    floor.run_out()
    assert sweep_rounds(floor.parts).open_rounds == 0
