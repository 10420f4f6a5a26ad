from fractions import Fraction

import pytest

from casino.games.odds import rtp
from casino.games.roulette import (
    AMERICAN,
    EUROPEAN,
    EVEN_CHANCES,
    FRENCH,
    PAYS_TO_ONE,
    RouletteStakeType,
)
from casino.games.roulette_odds import pockets, roulette_figures


@pytest.mark.parametrize(
    ("game", "bets", "returned"),
    [(EUROPEAN, 157, Fraction(36, 37)), (AMERICAN, 160, Fraction(18, 19))],
)
def test_every_bet_of_a_wheel_returns_the_same_share(game, bets, returned):
    figures = [
        rtp(game, game.stake(kind, selection, 7), pockets(game))
        for kind, selection in game.spots
        if kind is not RouletteStakeType.BASKET
    ]
    assert figures == [returned] * bets


def test_the_first_five_are_the_worst_bet_of_the_american_layout():
    basket = AMERICAN.stake("basket", [0, 1, 2, 3, 37], 7)
    assert rtp(AMERICAN, basket, pockets(AMERICAN)) == Fraction(35, 38)
    assert min(roulette_figures(AMERICAN).values()) == Fraction(35, 38)


def test_la_partage_lifts_the_even_chances_alone():
    for kind, figure in roulette_figures(FRENCH).items():
        assert figure == (Fraction(73, 74) if kind in EVEN_CHANCES else Fraction(36, 37))


def test_the_figure_of_each_kind_is_its_odds_times_its_chance():
    covered = {"straight": 1, "split": 2, "street": 3, "corner": 4, "line": 6, "basket": 5}
    for game in (EUROPEAN, AMERICAN):
        for kind, figure in roulette_figures(game).items():
            numbers = covered.get(kind, 12 if kind in ("dozen", "column") else 18)
            assert figure == Fraction(numbers * (PAYS_TO_ONE[kind] + 1), len(game.wheel))


def test_kinds_are_listed_in_the_order_players_know_them():
    assert list(roulette_figures(AMERICAN)) == list(RouletteStakeType)
    assert list(roulette_figures(EUROPEAN)) == [
        kind for kind in RouletteStakeType if kind != "basket"
    ]
