"""What small and odd stakes return: exactly what is published, as the fractions are drawn for.

Every return here is counted over all outcomes and over everything that can be drawn for a fraction,
by the very code that pays.
"""

import doctest
from fractions import Fraction
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.catalogue.seed import demo_games
from casino.games import GAMES, InstantGame, rounding
from casino.games.baccarat import NO_COMMISSION, PUNTO_BANCO, BaccaratStakeType
from casino.games.baccarat_odds import baccarat_figures, coups
from casino.games.blackjack.game import RETURNS
from casino.games.crash import CRASH
from casino.games.dice import DICE, MAX_CHANCE, ROLLS, DiceOutcome
from casino.games.limbo import LIMBO
from casino.games.multiplier import MultiplierOutcome
from casino.games.roulette import AMERICAN, EUROPEAN, FRENCH
from casino.games.roulette_odds import pockets, roulette_figures
from casino.games.rounding import rounded
from casino.tables.seed import DEALER_TABLE, DEMO_TABLES
from tests.support.variants import BLACKJACK_IDS

OFFERS = {game.game_id: game for game in demo_games()}
TABLES = (*DEMO_TABLES, DEALER_TABLE)


def stakes_of(game_id):
    """The least stake, odd ones, and every limit of the game and of its tables."""
    limits = [(OFFERS[game_id].min_stake, OFFERS[game_id].max_stake)]
    limits += [
        (table.limits.min_stake, table.limits.max_stake)
        for table in TABLES
        if table.game_id == game_id
    ]
    amounts = {1, 7, 13, 99, 101, *(edge for limit in limits for edge in limit)}
    return sorted(amounts | {least + 1 for least, _ in limits} | {15})


def mean(pay):
    """The mean of what is paid over everything that can be drawn; `pay` is handed a draw."""
    asked = []

    def first(of):
        asked.append(of)
        return 0

    paid = pay(first)
    if not asked:
        return Fraction(paid)
    [of] = asked
    return Fraction(sum(pay(lambda _, drawn=drawn: drawn) for drawn in range(of)), of)


def mean_payout(game, stake, outcome):
    return mean(lambda draw: game.payout([stake], outcome, draw))


def returned(game, stake, chances):
    """The share of a stake that comes back, over all outcomes and all draws."""
    paid = sum(count * mean_payout(game, stake, outcome) for outcome, count in chances.items())
    return paid / (sum(chances.values()) * stake.amount)


class TestTheReturnOf:
    @pytest.mark.parametrize("game", [EUROPEAN, AMERICAN, FRENCH], ids=lambda game: game.game_id)
    def test_roulette_is_the_published_one_at_every_stake(self, game):
        figures = roulette_figures(game)
        one_of_each = dict(iter(game.spots))
        for amount in stakes_of(game.game_id):
            for kind, selection in one_of_each.items():
                stake = game.stake(kind, selection, amount)
                assert returned(game, stake, pockets(game)) == figures[kind]

    @pytest.mark.parametrize("game", [PUNTO_BANCO, NO_COMMISSION], ids=lambda game: game.game_id)
    def test_baccarat_is_the_published_one_at_every_stake(self, game):
        figures = baccarat_figures(game)
        for amount in stakes_of(game.game_id):
            for kind in BaccaratStakeType:
                assert returned(game, game.stake(kind, None, amount), coups()) == figures[kind]

    @pytest.mark.parametrize("chance", [1, 7, 333, 4_950, 4_951, 9_001, 9_797, MAX_CHANCE])
    def test_dice_is_99_of_100_at_every_stake(self, chance):
        for amount in stakes_of("dice"):
            stake = DICE.stake("under", [chance], amount)
            paid = mean_payout(DICE, stake, DiceOutcome(0))
            assert Fraction(chance, ROLLS) * paid / amount == Fraction(99, 100)

    @pytest.mark.parametrize("game", [LIMBO, CRASH], ids=lambda game: game.game_id)
    @pytest.mark.parametrize("target", [101, 109, 150, 199, 231, 1_234, 99_999])
    def test_targets_is_99_of_100_at_every_stake(self, game, target):
        reached = MultiplierOutcome(game.cap)
        for amount in stakes_of(game.game_id):
            stake = game.stake(game.game_id, [target], amount)
            assert Fraction(99, target) * mean_payout(game, stake, reached) / amount == Fraction(
                99, 100
            )

    @pytest.mark.parametrize("multiplier", [101, 109, 150, 199, 231])
    def test_a_cash_out_is_its_multiplier_at_every_stake(self, multiplier):
        for amount in stakes_of("crash"):
            stake = CRASH.stake("crash", None, amount)
            exact = CRASH.cashed_out(stake, multiplier, MultiplierOutcome(1_000))
            paid = mean(lambda draw, exact=exact: rounded([exact], draw).payout)
            assert paid == Fraction(amount * multiplier, 100)

    @pytest.mark.parametrize("result", RETURNS)
    def test_a_blackjack_hand_is_what_its_result_pays_at_every_stake(self, result):
        for amount in chain.from_iterable(map(stakes_of, BLACKJACK_IDS)):
            exact = amount * RETURNS[result]
            paid = mean(lambda draw, exact=exact: rounded([exact], draw).payout)
            assert paid == exact


def test_a_win_of_ten_cents_at_dice_returns_what_is_published():
    """It was paid 10 cents of 10.99 at every one of 9,001 rolls: 0.9001 of the stake."""
    stake = DICE.stake("under", [9_001], 10)
    assert Fraction(9_001, ROLLS) * mean_payout(DICE, stake, DiceOutcome(0)) / 10 == Fraction(
        OFFERS["dice"].rtp
    )


def test_every_game_is_looked_at():
    whole = {game_id for game_id, game in GAMES.items() if isinstance(game, InstantGame)}
    whole -= {"dice", "limbo"}  # slots: a stake divides into its lines, or is refused
    looked_at = {"roulette-european", "roulette-american", "roulette-french", "crash"}
    looked_at |= {"baccarat", "baccarat-no-commission", "dice", "limbo"}
    assert GAMES.keys() == whole | looked_at | set(BLACKJACK_IDS)


fractions = st.fractions(min_value=0, max_value=10**6, max_denominator=9_800)


@given(st.lists(fractions, min_size=1, max_size=5), st.integers(0, 2**32))
def test_a_bet_is_paid_the_unit_below_or_above_its_exact_return(parts, drawn):
    exact = sum(parts)
    paid = rounded(parts, lambda of: drawn % of)
    assert abs(paid.payout - exact) < 1
    assert (paid.drawn is None) == (exact.denominator == 1)


@given(fractions, st.data())
def test_one_more_unit_is_paid_as_often_as_the_fraction_is_large(exact, data):
    rest = exact - int(exact)
    edge = rounded([exact], lambda _of: 0).of
    if edge is not None:
        drawn = data.draw(st.integers(0, edge - 1))
        paid = rounded([exact], lambda _of: drawn).payout
        assert paid == int(exact) + (drawn < rest * edge)


@given(st.integers(1, 10**6), st.integers(0, 99))
def test_a_bet_that_is_worth_more_is_never_paid_less(amount, drawn):
    paid = [
        rounded(
            [CRASH.cashed_out(CRASH.stake("crash", None, amount), multiplier, broke_at)],
            lambda of: drawn % of,
        ).payout
        for broke_at in [MultiplierOutcome(1_000)]
        for multiplier in range(101, 240)
    ]
    assert paid == sorted(paid)


@given(st.lists(fractions, max_size=5))
def test_without_a_draw_each_stake_is_rounded_down(parts):
    assert rounded(parts, None).payout == sum(map(int, parts))


class TestStepsOfStakes:
    """Where nobody draws, stakes keep to steps at which every payout is whole."""

    @pytest.mark.parametrize("game", [EUROPEAN, AMERICAN, FRENCH], ids=lambda game: game.game_id)
    def test_pay_whole_at_roulette(self, game):
        for kind, selection in game.spots:
            stake = game.stake(kind, selection, game.whole_steps.get(kind, 1))
            for outcome in pockets(game):
                assert Fraction(game.returned(stake, outcome)).denominator == 1

    @pytest.mark.parametrize("game", [PUNTO_BANCO, NO_COMMISSION], ids=lambda game: game.game_id)
    def test_pay_whole_at_baccarat(self, game):
        for kind in BaccaratStakeType:
            stake = game.stake(kind, None, game.whole_steps.get(kind, 1))
            for outcome in coups():
                assert Fraction(game.returned(stake, outcome)).denominator == 1

    def test_are_no_larger_than_they_must_be(self):
        assert PUNTO_BANCO.whole_steps == {"banker": 20}
        assert NO_COMMISSION.whole_steps == {"banker": 2}
        assert set(FRENCH.whole_steps.values()) == {2}
        assert EUROPEAN.whole_steps == AMERICAN.whole_steps == {}


def test_the_documented_examples_hold():
    assert doctest.testmod(rounding).failed == 0
