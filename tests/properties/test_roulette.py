"""Roulette held against an oracle that knows the rules another way: by drawing the layout.

The oracle places numbers on a grid and asks whether a selection's cells touch, where the product
enumerates its spots; and it pays by asking each number, where the product looks a spot up.
"""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casino.games import StakeError
from casino.games.roulette import AMERICAN, EUROPEAN, FRENCH, PAYS_TO_ONE, RouletteStakeType

GAMES = (EUROPEAN, AMERICAN, FRENCH)
TOUCHED_BY_ZEROS = {
    "roulette-european": {0: {1, 2, 3}},
    "roulette-french": {0: {1, 2, 3}},
    "roulette-american": {0: {1, 2, 37}, 37: {0, 2, 3}},
}
RED = {n for n in range(1, 37) if (n % 2 == 1) == (n <= 10 or 19 <= n <= 28)}
PROPERTIES = {
    "red": lambda n: n in RED,
    "black": lambda n: n not in RED,
    "even": lambda n: n % 2 == 0,
    "odd": lambda n: n % 2 == 1,
    "low": lambda n: n <= 18,
    "high": lambda n: n >= 19,
}


def paid(game, stakes, pocket):
    return game.payout(stakes, game.outcome(pocket), None)


def cell(number):
    return divmod(number - 1, 3)


def is_block(selection, rows, columns):
    """Tell whether the numbers fill a rectangle of that many rows and columns."""
    cells = [cell(number) for number in selection]
    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    wanted = {(top + row, left + column) for row in range(rows) for column in range(columns)}
    return set(cells) == wanted


def touch(game, one, other):
    """Tell whether two numbers of the layout share a side."""
    zeros = TOUCHED_BY_ZEROS[game.game_id]
    for here, there in ((one, other), (other, one)):
        if here in zeros:
            return there in zeros[here]
    return is_block((one, other), 1, 2) or is_block((one, other), 2, 1)


def oracle_allows(game, kind, selection):
    zeros = TOUCHED_BY_ZEROS[game.game_id]
    if kind in PROPERTIES:
        return not selection
    if kind in ("dozen", "column"):
        return len(selection) == 1 and selection[0] in (1, 2, 3)
    if not selection or len(set(selection)) != len(selection):
        return False
    if not all(number in zeros or 1 <= number <= 36 for number in selection):
        return False
    if kind == "straight":
        return len(selection) == 1
    if kind == "basket":
        return len(zeros) == 2 and set(selection) == {0, 37, 1, 2, 3}
    if set(selection) & set(zeros):
        if kind == "corner":
            return len(zeros) == 1 and set(selection) == {0, 1, 2, 3}
        mutual = all(touch(game, *pair) for pair in combinations(selection, 2))
        return mutual and len(selection) == {"split": 2, "street": 3}.get(kind)
    blocks = {
        "split": [(1, 2), (2, 1)],
        "street": [(1, 3)],
        "corner": [(2, 2)],
        "line": [(2, 3)],
    }
    return any(is_block(selection, *block) for block in blocks[kind])


def oracle_wins(game, kind, selection, pocket):
    if kind not in PROPERTIES and kind not in ("dozen", "column"):
        return pocket in selection
    if pocket in TOUCHED_BY_ZEROS[game.game_id]:
        return False
    if kind in PROPERTIES:
        return PROPERTIES[kind](pocket)
    if kind == "dozen":
        return (pocket + 11) // 12 == selection[0]
    return cell(pocket)[1] + 1 == selection[0]


def oracle_returns(game, stakes, pocket):
    odds = {"straight": 35, "split": 17, "street": 11, "corner": 8, "line": 5, "basket": 6}
    total = 0
    for stake in stakes:
        kind = stake.type.value
        if oracle_wins(game, kind, stake.selection, pocket):
            pays = odds.get(kind, 2 if kind in ("dozen", "column") else 1)
            total += stake.amount + stake.amount * pays
        elif game is FRENCH and pocket == 0 and kind in PROPERTIES:
            total += int(Fraction(stake.amount, 2))
    return total


games = st.sampled_from(GAMES)
amounts = st.integers(min_value=1, max_value=10**12)


def spots_of(game):
    return st.sampled_from(sorted(game.spots))


def stakes_of(game):
    return st.builds(lambda spot, amount: game.stake(*spot, amount), spots_of(game), amounts)


def bets_of(game):
    return st.lists(stakes_of(game), max_size=20)


def pockets_of(game):
    return st.sampled_from(game.pockets)


plays = games.flatmap(lambda game: st.tuples(st.just(game), bets_of(game), pockets_of(game)))
single_stakes = games.flatmap(
    lambda game: st.tuples(st.just(game), spots_of(game), amounts, pockets_of(game))
)


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.game_id)
def test_the_layout_takes_exactly_what_the_oracle_takes_of_every_selection(game):
    """Exhaustive up to three numbers; four to six among all neighbourhoods that could touch."""
    candidates = [(), *((n,) for n in range(-1, 40))]
    candidates += combinations(range(39), 2)
    candidates += combinations(range(39), 3)
    for first in range(39):
        near = range(first, min(first + 8, 39))
        candidates += (c for size in (4, 5, 6) for c in combinations(near, size))
    candidates += combinations((0, 1, 2, 3, 4, 5, 37), 5)
    for kind in RouletteStakeType:
        taken = {selection for selection in candidates if (kind, selection) in game.spots}
        assert taken == {c for c in candidates if oracle_allows(game, kind.value, c)}, kind


@pytest.mark.parametrize("game", GAMES, ids=lambda game: game.game_id)
def test_every_spot_pays_what_the_oracle_pays_on_every_pocket(game):
    for kind, selection in game.spots:
        stake = game.stake(kind, selection, 7)
        for pocket in game.pockets:
            assert paid(game, [stake], pocket) == oracle_returns(game, [stake], pocket)


@given(games, st.sampled_from([*RouletteStakeType]), st.lists(st.integers(-2, 40), max_size=7))
def test_any_selection_is_taken_or_refused_as_the_oracle_says(game, kind, selection):
    try:
        game.stake(kind.value, selection, 1)
        taken = True
    except StakeError:
        taken = False
    assert taken == oracle_allows(game, kind.value, selection)


@given(plays)
def test_a_bet_pays_what_the_oracle_pays(play):
    game, stakes, pocket = play
    assert paid(game, stakes, pocket) == oracle_returns(game, stakes, pocket)


@given(bets_of(EUROPEAN))
def test_over_the_whole_wheel_36_of_37_come_back(stakes):
    returned = sum(paid(EUROPEAN, stakes, pocket) for pocket in EUROPEAN.pockets)
    assert returned == 36 * sum(stake.amount for stake in stakes)


@given(plays, st.integers(0, 20))
def test_bets_made_together_pay_what_they_pay_apart(play, cut):
    game, stakes, pocket = play
    apart = paid(game, stakes[:cut], pocket) + paid(game, stakes[cut:], pocket)
    assert paid(game, stakes, pocket) == apart


@given(plays, st.randoms(use_true_random=False))
def test_the_order_of_stakes_does_not_matter(play, random):
    game, stakes, pocket = play
    shuffled = random.sample(stakes, len(stakes))
    assert paid(game, shuffled, pocket) == paid(game, stakes, pocket)


@given(single_stakes, st.integers(1, 1000))
def test_an_even_stake_times_as_large_pays_times_as_much(single, times):
    game, spot, amount, pocket = single
    one = paid(game, [game.stake(*spot, 2 * amount)], pocket)
    assert paid(game, [game.stake(*spot, 2 * amount * times)], pocket) == times * one


@given(single_stakes)
def test_a_stake_pays_nothing_or_itself_and_its_odds_or_half_on_zero(single):
    game, spot, amount, pocket = single
    returned = paid(game, [game.stake(*spot, amount)], pocket)
    shared = {amount // 2} if game.la_partage and pocket == 0 else set()
    assert returned in {0, amount * (PAYS_TO_ONE[spot[0]] + 1)} | shared


@given(single_stakes, st.randoms(use_true_random=False))
def test_the_order_of_a_selection_does_not_matter(single, random):
    game, (kind, selection), amount, _ = single
    shuffled = random.sample(selection, len(selection))
    assert game.stake(kind, shuffled, amount) == game.stake(kind, selection, amount)


@given(plays)
def test_stakes_survive_the_wire(play):
    game, stakes, _ = play
    assert [game.read_stake(stake.to_wire()) for stake in stakes] == stakes


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["type", "selection", "amount"]) | st.text(max_size=4), inner
        )
    ),
    max_leaves=12,
)


@given(games, json_values)
def test_whatever_arrives_is_a_stake_or_is_refused_as_one(game, raw):
    try:
        stake = game.read_stake(raw)
    except StakeError:
        return
    assert stake.spot in game.spots
    assert stake.amount >= 1
