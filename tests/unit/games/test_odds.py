import doctest
from fractions import Fraction

import pytest

from casino.games import odds
from casino.games.odds import decimal_string, rtp, rtp_by_type
from casino.games.roulette import EUROPEAN, PAYS_TO_ONE, StakeType


def test_every_one_of_the_157_bets_returns_36_of_37():
    figures = {
        rtp(EUROPEAN, EUROPEAN.stake(kind, selection, 7)) for kind, selection in EUROPEAN.spots
    }
    assert figures == {Fraction(36, 37)}


def test_the_figure_of_each_kind_is_its_odds_times_its_chance():
    covered = {"straight": 1, "split": 2, "street": 3, "corner": 4, "line": 6}
    for kind, figure in rtp_by_type(EUROPEAN).items():
        numbers = covered.get(kind, 12 if kind in ("dozen", "column") else 18)
        assert figure == Fraction(numbers * (PAYS_TO_ONE[kind] + 1), 37)


def test_kinds_are_listed_in_the_order_players_know_them():
    assert list(rtp_by_type(EUROPEAN)) == list(StakeType)


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


def test_the_documented_examples_hold():
    assert doctest.testmod(odds).failed == 0
