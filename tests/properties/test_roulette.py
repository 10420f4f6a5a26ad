"""Roulette held against an oracle that knows the rules another way: by drawing the layout.

The oracle places numbers on a grid and asks whether a selection's cells touch, where the product
enumerates its spots; and it pays by asking each number, where the product looks a spot up.
"""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from casino.games import StakeError, UnknownSelection
from casino.games.roulette import EUROPEAN, PAYS_TO_ONE, StakeType

POCKETS = range(37)
NUMBERS = range(1, 37)
RED = {n for n in range(1, 37) if (n % 2 == 1) == (n <= 10 or 19 <= n <= 28)}
PROPERTIES = {
    "red": lambda n: n in RED,
    "black": lambda n: n not in RED,
    "even": lambda n: n % 2 == 0,
    "odd": lambda n: n % 2 == 1,
    "low": lambda n: n <= 18,
    "high": lambda n: n >= 19,
}


def paid(stakes, pocket):
    return EUROPEAN.payout(stakes, EUROPEAN.outcome(pocket))


def cell(number):
    return divmod(number - 1, 3)


def is_block(selection, rows, columns):
    """Tell whether the numbers fill a rectangle of that many rows and columns."""
    cells = [cell(number) for number in selection]
    top, left = min(row for row, _ in cells), min(column for _, column in cells)
    wanted = {(top + row, left + column) for row in range(rows) for column in range(columns)}
    return set(cells) == wanted


def oracle_allows(kind, selection):
    if kind in PROPERTIES:
        return not selection
    if kind in ("dozen", "column"):
        return len(selection) == 1 and selection[0] in (1, 2, 3)
    if not selection or len(set(selection)) != len(selection) or min(selection) < 0:
        return False
    if max(selection) > 36:
        return False
    if kind == "straight":
        return len(selection) == 1
    if 0 in selection:
        around_zero = {"split": [{0, 1}, {0, 2}, {0, 3}], "street": [{0, 1, 2}, {0, 2, 3}]}
        return set(selection) in around_zero.get(kind, [{0, 1, 2, 3}] * (kind == "corner"))
    blocks = {
        "split": [(1, 2), (2, 1)],
        "street": [(1, 3)],
        "corner": [(2, 2)],
        "line": [(2, 3)],
    }
    return any(is_block(selection, *block) for block in blocks[kind])


def oracle_wins(kind, selection, pocket):
    if kind in PROPERTIES:
        return pocket != 0 and PROPERTIES[kind](pocket)
    if kind == "dozen":
        return pocket != 0 and (pocket + 11) // 12 == selection[0]
    if kind == "column":
        return pocket != 0 and cell(pocket)[1] + 1 == selection[0]
    return pocket in selection


def oracle_returns(stakes, pocket):
    odds = {"straight": 35, "split": 17, "street": 11, "corner": 8, "line": 5}
    total = 0
    for stake in stakes:
        kind = stake.type.value
        if oracle_wins(kind, stake.selection, pocket):
            pays = odds.get(kind, 2 if kind in ("dozen", "column") else 1)
            total += stake.amount + stake.amount * pays
    return total


spots = st.sampled_from(sorted(EUROPEAN.spots))
stakes_ = st.builds(
    lambda spot, amount: EUROPEAN.stake(*spot, amount),
    spots,
    st.integers(min_value=1, max_value=10**12),
)
bets = st.lists(stakes_, max_size=20)
pockets = st.sampled_from(POCKETS)


def test_the_layout_takes_exactly_what_the_oracle_takes_of_every_selection():
    """Exhaustive up to three numbers; four and six among all neighbourhoods that could touch."""
    candidates = [(), *((n,) for n in range(-1, 39))]
    candidates += combinations(range(38), 2)
    candidates += combinations(range(38), 3)
    for first in range(38):
        near = range(first, min(first + 8, 38))
        candidates += (c for size in (4, 5, 6) for c in combinations(near, size))
    for kind in StakeType:
        taken = {selection for selection in candidates if (kind, selection) in EUROPEAN.spots}
        assert taken == {c for c in candidates if oracle_allows(kind.value, c)}, kind


def test_every_spot_pays_what_the_oracle_pays_on_every_pocket():
    for kind, selection in EUROPEAN.spots:
        stake = EUROPEAN.stake(kind, selection, 7)
        for pocket in POCKETS:
            assert paid([stake], pocket) == oracle_returns([stake], pocket)


@given(st.sampled_from([*StakeType]), st.lists(st.integers(-2, 40), max_size=7))
def test_any_selection_is_taken_or_refused_as_the_oracle_says(kind, selection):
    try:
        EUROPEAN.stake(kind.value, selection, 1)
        taken = True
    except UnknownSelection:
        taken = False
    assert taken == oracle_allows(kind.value, selection)


@given(bets, pockets)
def test_a_bet_pays_what_the_oracle_pays(stakes, pocket):
    assert paid(stakes, pocket) == oracle_returns(stakes, pocket)


@given(bets)
def test_over_the_whole_wheel_36_of_37_come_back(stakes):
    returned = sum(paid(stakes, pocket) for pocket in POCKETS)
    assert returned == 36 * sum(stake.amount for stake in stakes)


@given(bets, bets, pockets)
def test_bets_made_together_pay_what_they_pay_apart(some, others, pocket):
    apart = paid(some, pocket) + paid(others, pocket)
    assert paid(some + others, pocket) == apart


@given(bets, pockets, st.randoms(use_true_random=False))
def test_the_order_of_stakes_does_not_matter(stakes, pocket, random):
    shuffled = random.sample(stakes, len(stakes))
    assert paid(shuffled, pocket) == paid(stakes, pocket)


@given(spots, st.integers(1, 10**6), st.integers(1, 1000), pockets)
def test_a_stake_times_as_large_pays_times_as_much(spot, amount, times, pocket):
    one = paid([EUROPEAN.stake(*spot, amount)], pocket)
    assert paid([EUROPEAN.stake(*spot, amount * times)], pocket) == times * one


@given(spots, st.integers(1, 10**12), pockets)
def test_a_stake_pays_nothing_or_itself_and_its_odds(spot, amount, pocket):
    returned = paid([EUROPEAN.stake(*spot, amount)], pocket)
    assert returned in (0, amount * (PAYS_TO_ONE[spot[0]] + 1))


@given(spots, st.integers(1, 10**6), pockets, st.randoms(use_true_random=False))
def test_the_order_of_a_selection_does_not_matter(spot, amount, pocket, random):
    kind, selection = spot
    shuffled = random.sample(selection, len(selection))
    assert EUROPEAN.stake(kind, shuffled, amount) == EUROPEAN.stake(kind, selection, amount)


@given(stakes_)
def test_a_stake_survives_the_wire(stake):
    assert EUROPEAN.read_stake(stake.to_wire()) == stake


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


@given(json_values)
def test_whatever_arrives_is_a_stake_or_is_refused_as_one(raw):
    try:
        stake = EUROPEAN.read_stake(raw)
    except StakeError:
        return
    assert (stake.type, stake.selection) in EUROPEAN.spots
    assert stake.amount >= 1
