"""Fractions of a minor unit: decided by the round's own seeds, for each bet by itself."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from casino.betting import StakeOutOfRange
from casino.games import draw_for_bet
from casino.games.fairness import SCHEME_ROUNDING_DOWN
from casino.games.verify import NOT_AS_PROMISED, UNUSABLE, VERIFIED, main
from casino.shared.errors import Invalid
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.bets import payout_of
from casino.tables.use_cases.get_round import get_round
from casino.tables.views import view_of_table
from tests.integration.tables.conftest import Floor
from tests.support.blackjack import BlackjackFloor, on
from tests.support.crash import BY_HAND, CRASH_TABLE, CrashFloor, at
from tests.support.dealing import DealerFloor

ODD = BY_HAND | {"amount": 11}


@pytest.fixture
def crash(aws):
    floor = CrashFloor(CRASH_TABLE)
    floor.seat("ann", 100_000)
    return floor


def recalled(floor, path, round_id, *bets):
    """What a player keeps: the answers about a round and about their bets on it."""
    told = [get_round(floor.tables, floor.parts.revealed_seeds, round_id)]
    told += [floor.shown("ann", bet) for bet in bets]
    path.write_text(json.dumps([each.model_dump(mode="json") for each in told]))
    return [str(path), "--player", "ann"]


def settled(floor):
    floor.land()
    floor.settle()
    floor.advance()
    return floor.round


def test_each_bet_is_drawn_for_by_itself(crash):
    names = [f"bet-{number}" for number in range(40)]
    crash.open_round_that_reaches(250, *(("ann", name, at(150, 11)) for name in names))
    round_ = settled(crash)
    paid = {name: crash.shown("ann", name) for name in names}
    assert {bet.payout for bet in paid.values()} == {16, 17}
    for name, bet in paid.items():
        drawn = draw_for_bet(round_.rounding_seed, "ann", name)(100)
        assert bet.rounding.model_dump() == {"drawn": drawn, "of": 100}
        assert bet.payout == 16 + (drawn < 50)


def test_a_cash_out_is_paid_as_settlement_and_the_audit_would(crash):
    crash.open_round_that_reaches(250, *(("ann", f"bet-{each}", ODD) for each in range(8)))
    crash.reach(150)
    said = {name: crash.cash_out("ann", name)["payout"] for name in map("bet-{}".format, range(8))}
    round_ = settled(crash)
    for name, payout in said.items():
        bet, paid = (crash.ledger.entry("ann", each, name) for each in ("bet", "win"))
        assert payout_of(bet, round_, paid) == payout
        assert crash.shown("ann", name).multiplier == 150
    assert round_.turnover.payouts == {"EUR": sum(said.values())}


def test_a_round_of_the_first_scheme_is_settled_and_verified_by_its_own_rule(crash, tmp_path):
    two = {"type": "crash", "selection": [150], "amount": 11}
    crash.open_round_that_reaches(250, ("ann", "a", two), ("ann", "b", two, two))
    table = crash.table
    fairness = replace(table.round.fairness, scheme=SCHEME_ROUNDING_DOWN)
    older = replace(table.round, fairness=fairness)
    work = UnitOfWork(crash.parts.dynamodb)
    crash.tables.save(work, table, replace(table, round=older, version=table.version + 1))
    crash.tables.save_round(work, older, crash.clock())
    work.commit()
    round_ = settled(crash)
    assert round_.rounding_seed is None
    payouts = [crash.shown("ann", each).payout for each in ("a", "b")]
    assert payouts == [16, 32]
    assert main(recalled(crash, tmp_path / "r.json", round_.round_id, "a", "b")) == VERIFIED


class TestAVerifier:
    @pytest.fixture
    def kept(self, crash, tmp_path):
        crash.open_round_that_reaches(250, ("ann", "a", at(199, 11)), ("ann", "b", ODD))
        crash.reach(150)
        crash.cash_out("ann", "b")
        return recalled(crash, tmp_path / "r.json", settled(crash).round_id, "a", "b")

    def altered(self, kept, at, **change):
        path = Path(kept[0])
        content = json.loads(path.read_text())
        content[at] |= change
        path.write_text(json.dumps(content))
        return kept

    def test_finds_what_bets_were_paid(self, kept, capsys):
        assert main(kept) == VERIFIED
        assert capsys.readouterr().out.count("Verified: bet") == 2

    @pytest.mark.parametrize("bet", [1, 2])
    def test_exposes_another_payout(self, kept, bet):
        assert main(self.altered(kept, bet, payout=1)) == NOT_AS_PROMISED

    def test_exposes_another_draw(self, kept):
        assert main(self.altered(kept, 1, rounding={"drawn": 100, "of": 100})) == NOT_AS_PROMISED

    def test_exposes_another_rounding_seed(self, kept):
        assert main(self.altered(kept, 0, rounding_seed="0" * 64)) == NOT_AS_PROMISED

    def test_needs_to_know_whose_bet_it_is(self, kept):
        assert main(kept[:1]) == UNUSABLE


def test_a_shoe_keeps_its_seed_while_its_rounds_show_what_decided_their_fractions(aws):
    floor = BlackjackFloor()
    seeds = []
    for name in ("a", "b"):
        floor.deal(("ann", name, on(2, 101)))
        while not floor.play.is_over:
            floor.advance()
        floor.advance()
        floor.settle()
        floor.advance()
        bet = floor.shown("ann", name)
        assert bet.payout is not None
        shown = get_round(floor.tables, floor.parts.revealed_seeds, floor.round.round_id)
        assert shown.fairness.server_seed is None
        fairness = floor.round.fairness.revealed(floor.seeds.of(floor.table.shoe.round_id))
        assert shown.rounding_seed == fairness.rounding_seed(floor.round.number)
        seeds.append(shown.rounding_seed)
    assert seeds[0] != seeds[1]


class TestADealersTable:
    @pytest.fixture
    def table(self, aws):
        table = DealerFloor("roulette-french")
        table.seat("ann", 10_000)
        table.open()
        return table

    def test_refuses_stakes_that_might_not_be_paid_whole(self, table):
        dozen = {"type": "dozen", "selection": [1], "amount": 101}
        with pytest.raises(StakeOutOfRange) as refused:
            table.bet("ann", "odd", dozen, {"type": "red", "amount": 101})
        assert [error.pointer for error in refused.value.errors] == ["/stakes/1/amount"]
        assert isinstance(refused.value, Invalid)
        assert table.ledger.wallet("ann").cash == 10_000

    def test_takes_them_in_steps_and_says_so(self, table):
        limits = view_of_table(table.table).limits
        assert limits.stake_steps["red"] == 2
        assert "straight" not in limits.stake_steps
        assert table.bet("ann", "even", {"type": "red", "amount": 102})["status"] == "accepted"


def test_a_table_that_draws_takes_any_stake(aws):
    floor = Floor()
    floor.seat("ann", 10_000)
    floor.advance()
    assert view_of_table(floor.table).limits.stake_steps == {}
