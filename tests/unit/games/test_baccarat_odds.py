from fractions import Fraction

import pytest

from casino.games.baccarat import NO_COMMISSION, PUNTO_BANCO, BaccaratStakeType
from casino.games.baccarat_odds import ALL_DEALS, baccarat_figures, coups
from casino.games.odds import rtp

PLAYER, BANKER, TIE = 2_230_518_282_592_256, 2_292_252_566_437_888, 475_627_426_473_216
PAIR = Fraction(31, 415)


def deals_where(holds):
    return sum(deals for coup, deals in coups().items() if holds(coup))


def test_every_deal_of_six_cards_is_counted():
    assert ALL_DEALS == sum(coups().values()) == 4_998_398_275_503_360


@pytest.mark.parametrize(
    ("winner", "deals"), [("player", PLAYER), ("banker", BANKER), ("tie", TIE)]
)
def test_results_come_as_often_as_has_long_been_published(winner, deals):
    assert deals_where(lambda coup: coup.winner == winner) == deals


def test_a_pair_is_the_second_card_being_one_of_31_among_415():
    assert Fraction(deals_where(lambda coup: coup.player_pair), ALL_DEALS) == PAIR
    assert Fraction(deals_where(lambda coup: coup.banker_pair), ALL_DEALS) == PAIR
    assert f"{float(PAIR):.4%}" == "7.4699%"


def test_the_coups_shown_are_ones_the_game_can_deal():
    for coup in coups():
        assert PUNTO_BANCO.read_outcome(coup.to_wire()) == coup


@pytest.mark.parametrize("game", [PUNTO_BANCO, NO_COMMISSION], ids=lambda game: game.game_id)
def test_figures_follow_from_the_counts(game):
    figures = dict(baccarat_figures(game))
    figures.pop("banker")
    assert figures == {
        "player": Fraction(2 * PLAYER + TIE, ALL_DEALS),
        "tie": Fraction(9 * TIE, ALL_DEALS),
        "player_pair": 12 * PAIR,
        "banker_pair": 12 * PAIR,
    }
    assert [*baccarat_figures(game)] == [*BaccaratStakeType]


def test_the_banker_returns_more_than_the_player_in_spite_of_the_commission():
    figures = baccarat_figures(PUNTO_BANCO)
    assert figures["banker"] == Fraction(195 * BANKER + 100 * TIE, 100 * ALL_DEALS)
    assert figures["banker"] > figures["player"]


def test_without_commission_half_is_paid_for_a_six():
    sixes = deals_where(lambda coup: coup.winner == "banker" and coup.banker_total == 6)
    returned = Fraction(2 * BANKER + TIE, ALL_DEALS) - Fraction(sixes, 2 * ALL_DEALS)
    assert baccarat_figures(NO_COMMISSION)["banker"] == returned


@pytest.mark.parametrize(
    ("game", "bet", "house_edge"),
    [
        (PUNTO_BANCO, "banker", "1.0579%"),
        (PUNTO_BANCO, "player", "1.2351%"),
        (PUNTO_BANCO, "tie", "14.3596%"),
        (PUNTO_BANCO, "player_pair", "10.3614%"),
        (NO_COMMISSION, "banker", "1.4581%"),
    ],
    ids=lambda value: str(getattr(value, "game_id", value)),
)
def test_the_house_edges_are_the_ones_in_the_literature(game, bet, house_edge):
    assert f"{float(1 - baccarat_figures(game)[bet]):.4%}" == house_edge


@pytest.mark.parametrize("amount", range(1, 41))
def test_the_banker_returns_the_figure_at_every_stake(amount):
    for game in (PUNTO_BANCO, NO_COMMISSION):
        returned = rtp(game, game.stake("banker", None, amount), coups())
        assert returned == baccarat_figures(game)["banker"]
