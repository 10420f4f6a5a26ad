import math
from fractions import Fraction

import pytest

from casino.games import (
    Draws,
    InvalidStakeAmount,
    UnknownOutcome,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.crash import CAP, CRASH, multiplier_at, time_of
from casino.games.multiplier import MultiplierOutcome, pay


def stake(*target, amount=100):
    return CRASH.stake("crash", target or None, amount)


class TestGrowth:
    def test_begins_at_one(self):
        assert multiplier_at(0) == multiplier_at(-1) == 100

    @pytest.mark.parametrize(
        ("elapsed_ms", "multiplier"),
        [(165, 100), (166, 101), (1_000, 106), (11_552, 199), (11_553, 200), (60_000, 3_659)],
    )
    def test_follows_the_exponential(self, elapsed_ms, multiplier):
        assert multiplier_at(elapsed_ms) == multiplier
        assert multiplier == math.floor(100 * math.exp(0.06 * elapsed_ms / 1_000))

    def test_never_falls_and_ends_at_the_cap(self):
        grown = [multiplier_at(moment) for moment in range(0, 130_000, 97)]
        assert grown == sorted(grown)
        assert grown[-1] == multiplier_at(10**12) == CAP

    def test_the_time_of_a_multiplier_is_the_first_millisecond_that_shows_it(self):
        for multiplier in [*range(101, 1_200), *range(1_200, CAP, 997), CAP]:
            moment = time_of(multiplier)
            assert multiplier_at(moment - 1) < multiplier <= multiplier_at(moment)

    def test_it_is_at_one_from_the_start(self):
        assert time_of(100) == 0

    def test_it_never_gets_beyond_the_cap(self):
        with pytest.raises(UnknownOutcome):
            time_of(CAP + 1)


class TestStakes:
    def test_may_name_a_target_or_none(self):
        assert stake(231).to_wire() == {"type": "crash", "selection": [231], "amount": 100}
        assert stake().to_wire() == {"type": "crash", "amount": 100}

    @pytest.mark.parametrize("target", [(100,), (0,), (-231,), (CAP + 1,), (231, 300), (2.31,)])
    def test_name_no_other_target(self, target):
        with pytest.raises(UnknownSelection):
            stake(*target)

    @pytest.mark.parametrize("target", [101, CAP])
    def test_name_any_target_in_between(self, target):
        assert stake(target).selection == (target,)

    def test_there_is_one_kind_of_bet(self):
        with pytest.raises(UnknownStakeType):
            CRASH.stake("straight", [231], 100)

    def test_stake_something(self):
        with pytest.raises(InvalidStakeAmount):
            stake(231, amount=0)


class TestPayout:
    def test_a_target_that_was_reached_pays_itself(self):
        assert CRASH.payout([stake(231)], MultiplierOutcome(231), None) == 231
        assert CRASH.payout([stake(231)], MultiplierOutcome(230), None) == 0

    def test_an_instant_loss_pays_nobody(self):
        assert CRASH.payout([stake(101), stake()], MultiplierOutcome(100), None) == 0

    def test_without_a_target_nothing_is_paid_by_itself(self):
        assert CRASH.payout([stake()], MultiplierOutcome(CAP), None) == 0

    def test_stakes_are_paid_and_rounded_each_for_itself(self):
        stakes = [stake(101, amount=7), stake(199, amount=1), stake(500)]
        assert CRASH.payout(stakes, MultiplierOutcome(300), None) == 7 + 1

    def test_a_cash_out_pays_what_the_multiplier_had_grown_to(self):
        assert pay(150, multiplier_at(1_000)) == 159

    def test_an_outcome_that_cannot_be_is_refused_rather_than_paid(self):
        with pytest.raises(UnknownOutcome):
            CRASH.payout([stake(231)], MultiplierOutcome(CAP + 1), None)

    def test_every_target_returns_99_of_100(self):
        for target in range(101, CAP + 1):
            assert Fraction(99, target) * pay(100, target) / 100 == Fraction(99, 100)


def test_outcomes_are_read_as_they_were_written():
    seeds = {"server_seed": "ab" * 32, "client_seed": "crash-1"}
    for nonce in range(50):
        outcome = CRASH.draw(Draws(nonce=nonce, **seeds))
        assert CRASH.read_outcome(outcome.to_wire()) == outcome


@pytest.mark.parametrize("wire", [{}, {"multiplier": 99}, {"multiplier": "231"}])
def test_other_outcomes_are_refused(wire):
    with pytest.raises(UnknownOutcome):
        CRASH.read_outcome(wire)
