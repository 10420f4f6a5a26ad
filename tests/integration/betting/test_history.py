"""Bets of every kind as their player reads them: known, from before kinds, and of nobody's."""

import pytest

from casino.betting import GameMoney, UnknownRound
from casino.betting.use_cases.get_bet import get_bet
from casino.betting.use_cases.list_bets import list_bets
from casino.shared.aws import client
from casino.shared.unit_of_work import UnitOfWork
from tests.integration.instant.conftest import Room
from tests.integration.tables.conftest import Floor

RED = {"type": "red", "amount": 100}
BLACK = {"type": "black", "amount": 100}
ALL = {"table_id": None, "since": None, "until": None, "limit": 50, "cursor": None}


class House:
    """A table and instant games over one ledger, and whoever else takes bets."""

    def __init__(self):
        self.floor, self.room = Floor(), Room()
        self.room.clock = self.floor.clock
        self.floor.seat("ann", 100_000)
        self.trips = []
        self.history = self.floor.parts.bet_history

    def play_all(self):
        """Win and lose at the table and alone, leave a bet open, and return all their names."""
        self.floor.advance()
        for number, stake in enumerate((RED, BLACK)):
            self.floor.bet("ann", f"done-{number}", stake)
        self.floor.run_out()
        self.floor.advance()
        self.floor.bet("ann", "open", RED)
        alone = [self.room.play_until(won=each).bet.round_id for each in (True, False)]
        return {"done-0", "done-1", "open", *alone}

    def bet_elsewhere(self, key="bingo-1", kind="bingo-hall", **reference):
        """Stake 100 at somebody's whom this code does not know; return the entry."""
        money = self.money()
        reference = {"game_id": "bingo-75", **reference}
        now = self.floor.clock()
        policy = self.floor.parts.policies.at("", now)
        entry = money.stake(kind, key, 100, policy=policy, at=now, reference=reference)
        self.post(money)
        return entry

    def pay(self, bet, payout, **how):
        money = self.money()
        money.win(bet, payout, at=self.floor.clock(), **how)
        self.post(money)

    def money(self):
        money = GameMoney(client("dynamodb"), self.floor.ledger, "ann")
        money.fetch(self.floor.clock())
        return money

    def post(self, money):
        work = UnitOfWork(client("dynamodb"))
        money.add_to(work)
        work.commit()

    def forget_kinds(self):
        """Make the ledger what it was before kinds were written."""
        for entry in self.room.entries():
            table, key = self.floor.ledger.entry_key("ann", entry.type, entry.key)
            client("dynamodb").update_item(
                TableName=table,
                Key={name: {"S": value} for name, value in key.items()},
                UpdateExpression="REMOVE kind",
            )

    def shown(self, bet_id):
        return get_bet(self.history, "ann", bet_id)

    def listed(self, **asked):
        page = list_bets(self.history, "ann", **ALL | asked)
        return {bet.bet_id: bet for bet in page.items}


@pytest.fixture
def house(aws):
    return House()


class TestBetsFromBeforeKindsWereWritten:
    def test_are_shown_as_ever(self, house):
        names = house.play_all()
        before = house.listed()
        assert {each.kind for each in house.room.entries()} == {"live", "instant"}
        house.forget_kinds()
        assert {each.kind for each in house.room.entries()} == {""}
        assert house.listed() == before
        assert before.keys() >= names
        assert {bet.status for bet in before.values()} == {"won", "lost", "accepted"}

    def test_are_settled_and_voided_as_ever(self, house):
        house.floor.advance()
        house.floor.bet("ann", "a", RED, BLACK)
        house.forget_kinds()
        # To its end: a bet that wins nothing is lost when its round is settled.
        house.floor.run_out()
        assert house.shown("a").status == ("lost" if house.shown("a").payout == 0 else "won")
        assert house.floor.faults() == []

    def test_are_recalled_as_ever(self, house):
        round_id = house.room.play("key-1").bet.round_id
        before = house.room.recall(round_id)
        house.forget_kinds()
        assert house.room.recall(round_id) == before


class TestABetOfAKindThatNobodyKnows:
    @pytest.mark.parametrize("kind", ["bingo-hall", ""])
    def test_is_shown_with_what_the_ledger_knows(self, house, kind):
        entry = house.bet_elsewhere(kind=kind)
        bet = house.shown("bingo-1")
        assert (bet.game_id, bet.stake, bet.currency) == ("bingo-75", 100, "EUR")
        assert (bet.status, bet.payout, bet.outcome) == ("accepted", None, None)
        assert (bet.table_id, bet.round_id) == (None, entry.key)
        assert bet.placed_at == entry.posted_at

    def test_is_won_once_it_is_paid(self, house):
        house.pay(house.bet_elsewhere(), 250)
        bet = house.shown("bingo-1")
        assert (bet.status, bet.payout) == ("won", 250)

    def test_is_void_once_its_stake_is_returned(self, house):
        house.pay(house.bet_elsewhere(), 100, voided=True)
        assert house.shown("bingo-1").status == "void"

    def test_stands_in_the_list_among_all_others(self, house):
        names = house.play_all()
        house.bet_elsewhere()
        assert house.listed().keys() >= names | {"bingo-1"}
        assert "bingo-1" not in house.listed(table_id=house.floor.table_id)

    def test_is_no_round_of_ours(self, house):
        house.bet_elsewhere(key="rnd_0", round_id="rnd_0", payout=1)
        with pytest.raises(UnknownRound):
            house.room.recall("rnd_0")


def test_a_page_of_bets_of_all_kinds_takes_two_trips(house):
    house.play_all()
    house.bet_elsewhere()
    calls = []

    def note(model, **_kwargs):
        calls.append(model.name)

    events = client("dynamodb").meta.events
    events.register("before-call.dynamodb", note)
    house.listed(limit=5)
    events.unregister("before-call.dynamodb", note)
    assert calls == ["Query", "BatchGetItem"]


def test_bets_at_one_table_are_those_of_its_rounds(house):
    house.play_all()
    assert set(house.listed(table_id=house.floor.table_id)) == {"done-0", "done-1", "open"}
    assert house.listed(table_id="nowhere") == {}
