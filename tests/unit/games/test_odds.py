import doctest
from fractions import Fraction

import pytest

from casino.games import odds
from casino.games.odds import decimal_string, rtp, rtp_by_type
from casino.games.roulette import (
    AMERICAN,
    EUROPEAN,
    EVEN_CHANCES,
    FRENCH,
    PAYS_TO_ONE,
    StakeType,
)


@pytest.mark.parametrize(
    ("game", "bets", "returned"),
    [(EUROPEAN, 157, Fraction(36, 37)), (AMERICAN, 160, Fraction(18, 19))],
)
def test_every_bet_of_a_wheel_returns_the_same_share(game, bets, returned):
    figures = [
        rtp(game, game.stake(kind, selection, 7))
        for kind, selection in game.spots
        if kind is not StakeType.BASKET
    ]
    assert figures == [returned] * bets


def test_the_first_five_are_the_worst_bet_of_the_american_layout():
    basket = AMERICAN.stake("basket", [0, 1, 2, 3, 37], 7)
    assert rtp(AMERICAN, basket) == Fraction(35, 38)
    assert min(rtp_by_type(AMERICAN).values()) == Fraction(35, 38)


def test_la_partage_lifts_the_even_chances_alone():
    for kind, figure in rtp_by_type(FRENCH).items():
        assert figure == (Fraction(73, 74) if kind in EVEN_CHANCES else Fraction(36, 37))


@pytest.mark.parametrize(
    ("amount", "returned"),
    [(1, Fraction(36, 37)), (2, Fraction(73, 74)), (3, Fraction(109, 111)), (4, Fraction(73, 74))],
)
def test_of_an_odd_stake_la_partage_returns_half_a_minor_unit_less(amount, returned):
    assert rtp(FRENCH, FRENCH.stake("red", None, amount)) == returned


def test_the_figure_of_each_kind_is_its_odds_times_its_chance():
    covered = {"straight": 1, "split": 2, "street": 3, "corner": 4, "line": 6, "basket": 5}
    for game in (EUROPEAN, AMERICAN):
        for kind, figure in rtp_by_type(game).items():
            numbers = covered.get(kind, 12 if kind in ("dozen", "column") else 18)
            assert figure == Fraction(numbers * (PAYS_TO_ONE[kind] + 1), len(game.wheel))


def test_kinds_are_listed_in_the_order_players_know_them():
    assert list(rtp_by_type(AMERICAN)) == list(StakeType)
    assert list(rtp_by_type(EUROPEAN)) == [kind for kind in StakeType if kind != "basket"]


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
