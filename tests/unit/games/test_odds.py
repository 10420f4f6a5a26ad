import doctest
from fractions import Fraction

import pytest

from casino.games import odds
from casino.games.odds import decimal_string, rtp, rtp_by_type
from casino.games.roulette import EUROPEAN, FRENCH
from casino.games.roulette_odds import pockets


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(36, 37), "0.97297297"),
        (Fraction(18, 19), "0.94736842"),
        (Fraction(1), "1.00000000"),
        (Fraction(0), "0.00000000"),
        (Fraction(2, 3), "0.66666667"),
        (Fraction(-1, 37), "-0.02702703"),
        (Fraction(1, 10**8), "0.00000001"),
        (Fraction(1, 2 * 10**8), "0.00000000"),
        (Fraction(3, 2 * 10**8), "0.00000002"),
        (Fraction(10**30 + 1, 2), f"{10**30 // 2}.50000000"),
    ],
)
def test_decimals_are_rounded_from_the_fraction_itself(value, written):
    assert decimal_string(value) == written


def test_the_lowest_of_a_kind_stands_for_the_kind():
    """Of the numbers 0 and 17, only one can come here."""
    chances = {EUROPEAN.outcome(17): 3, EUROPEAN.outcome(18): 1}
    bets = [("straight", (17,)), ("straight", (0,)), ("red", ())]
    assert rtp(EUROPEAN, EUROPEAN.stake("straight", [17], 5), chances) == Fraction(36 * 3, 4)
    assert rtp_by_type(EUROPEAN, bets, chances) == {"straight": 0, "red": Fraction(2, 4)}


@pytest.mark.parametrize("amount", [1, 2, 3, 4])
def test_the_figure_is_the_same_at_every_stake(amount):
    assert rtp(FRENCH, FRENCH.stake("red", None, amount), pockets(FRENCH)) == Fraction(73, 74)


def test_the_documented_examples_hold():
    assert doctest.testmod(odds).failed == 0
