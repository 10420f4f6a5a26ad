from fractions import Fraction

import pytest

from casino.games import Draws, InvalidChoice, StakeError, UnknownOutcome
from casino.games.limbo import CAP, LIMBO
from casino.games.multiplier import MultiplierOutcome, draw_multiplier


def bet(target, amount=100):
    return LIMBO.bet({"target": target}, amount)


def test_a_target_is_read_back_from_its_stake():
    assert LIMBO.choice_of(bet(231)) == {"target": 231}


def test_a_target_that_is_reached_pays_itself():
    assert LIMBO.payout([bet(231)], MultiplierOutcome(231), None) == 231
    assert LIMBO.payout([bet(231)], MultiplierOutcome(230), None) == 0


def test_a_win_is_rounded_down():
    assert LIMBO.payout([bet(101, amount=7)], MultiplierOutcome(CAP), None) == 7


def test_every_target_returns_99_of_100():
    for target in range(101, CAP + 1, 89):
        paid = LIMBO.payout([bet(target)], MultiplierOutcome(CAP), None)
        assert Fraction(99, target) * Fraction(paid, 100) == Fraction(99, 100)


@pytest.mark.parametrize("target", [100, 0, -1, CAP + 1, 2.31, True, "231", None])
def test_no_other_target_can_be_chosen(target):
    with pytest.raises(InvalidChoice) as refused:
        bet(target)
    assert [error.pointer for error in refused.value.errors] == ["/choice/target"]


@pytest.mark.parametrize("spot", [("dice", [231]), ("limbo", None), ("limbo", [100])])
def test_other_stakes_are_refused(spot):
    with pytest.raises(StakeError):
        LIMBO.stake(*spot, 100)


def test_the_outcome_is_one_exact_multiplier():
    seeds = {"server_seed": "ab" * 32, "client_seed": "me", "nonce": 5}
    outcome = LIMBO.draw(Draws(**seeds))
    assert outcome.multiplier == draw_multiplier(Draws(**seeds), CAP)
    assert LIMBO.read_outcome(outcome.to_wire()) == outcome


def test_other_outcomes_are_refused():
    with pytest.raises(UnknownOutcome):
        LIMBO.read_outcome({"multiplier": CAP + 1})
