"""Roulette: the wheel, the layout, what may be bet on it and what it pays.

A wheel is data: its pockets in the order a player sees them, and every *spot* of its layout, that
is every legal bet with the pockets it covers. Checking a stake and paying it are then the same
look-up. The European, the American and the French game are three values of `Roulette`, not three
engines.

The double zero is written 37 wherever a pocket is a number: on the wire, in a selection, in a
fairness draw. Players see it as "00".

The layout numbers three columns upwards from the zero::

        ┌──────────────┐
        │      0       │
        ├────┬────┬────┤
        │  1 │  2 │  3 │  row 0
        ├────┼────┼────┤
        │  4 │  5 │  6 │  row 1
        ├────┼────┼────┤
        │  … │  … │  … │
        ├────┼────┼────┤
        │ 34 │ 35 │ 36 │  row 11
        └────┴────┴────┘
       column 1   2    3

At the American table 0 and 00 share the top row: 0 above 1 and half of 2, 00 above the other half
of 2 and 3.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from casino.games.errors import UnknownPocket, UnknownSelection, UnknownStakeType
from casino.games.game import DrawnGame, Spot, Stake, check_amount, check_selection, is_whole

if TYPE_CHECKING:
    from casino.games.fairness import Draws


class RouletteStakeType(StrEnum):
    """Every kind of bet, by the name players send."""

    STRAIGHT = "straight"
    SPLIT = "split"
    STREET = "street"
    CORNER = "corner"
    LINE = "line"
    BASKET = "basket"
    DOZEN = "dozen"
    COLUMN = "column"
    RED = "red"
    BLACK = "black"
    EVEN = "even"
    ODD = "odd"
    LOW = "low"
    HIGH = "high"


class Colour(StrEnum):
    """A pocket's colour."""

    RED = "red"
    BLACK = "black"
    GREEN = "green"


PAYS_TO_ONE: Final[Mapping[RouletteStakeType, int]] = MappingProxyType(
    {
        RouletteStakeType.STRAIGHT: 35,
        RouletteStakeType.SPLIT: 17,
        RouletteStakeType.STREET: 11,
        RouletteStakeType.CORNER: 8,
        RouletteStakeType.LINE: 5,
        RouletteStakeType.BASKET: 6,
        RouletteStakeType.DOZEN: 2,
        RouletteStakeType.COLUMN: 2,
        RouletteStakeType.RED: 1,
        RouletteStakeType.BLACK: 1,
        RouletteStakeType.EVEN: 1,
        RouletteStakeType.ODD: 1,
        RouletteStakeType.LOW: 1,
        RouletteStakeType.HIGH: 1,
    },
)
"""What each bet wins on top of its stake, per unit staked."""

EVEN_CHANCES: Final = frozenset(
    {
        RouletteStakeType.RED,
        RouletteStakeType.BLACK,
        RouletteStakeType.EVEN,
        RouletteStakeType.ODD,
        RouletteStakeType.LOW,
        RouletteStakeType.HIGH,
    },
)
"""The bets that win as much as was staked; la partage concerns them alone."""

DOUBLE_ZERO: Final = 37
"""How the American wheel's pocket 00 is written."""

RED_NUMBERS: Final = frozenset({1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36})

_NUMBERS: Final = frozenset(range(1, 37))
_LONGEST_SELECTION: Final = 6
SHAPES: Final[Mapping[RouletteStakeType, str]] = MappingProxyType(
    {
        RouletteStakeType.STRAIGHT: "one number of the wheel",
        RouletteStakeType.SPLIT: "two neighbouring numbers of the layout",
        RouletteStakeType.STREET: "the three numbers of one row, or a trio with zero",
        RouletteStakeType.CORNER: "four numbers that meet in one corner of the layout",
        RouletteStakeType.LINE: "the six numbers of two adjoining rows",
        RouletteStakeType.BASKET: "0, 00 (written 37), 1, 2 and 3",
        RouletteStakeType.DOZEN: "one of 1, 2 and 3",
        RouletteStakeType.COLUMN: "one of 1, 2 and 3",
    },
)
"""What each bet is on, where it leaves a choice."""


@dataclass(frozen=True, slots=True)
class RouletteOutcome:
    """Where the ball came to rest."""

    pocket: int
    colour: Colour

    def to_wire(self) -> dict[str, str | int]:
        """Return the outcome as players receive it, for example pocket 17, colour black."""
        return {"pocket": self.pocket, "colour": self.colour.value}


@dataclass(frozen=True)
class Roulette(DrawnGame[RouletteOutcome]):
    """One variant of roulette.

    Attributes
    ----------
    game_id : str
        Its stable id in the catalogue.
    wheel : tuple of int
        The pockets clockwise from zero, as the wheel shows them.
    spots : mapping of Spot to frozenset of int
        Every legal bet of the layout with the pockets it wins on.
    la_partage : bool
        Whether an even chance gets half its stake back when the ball falls on zero.
    """

    game_id: str
    wheel: tuple[int, ...]
    spots: Mapping[Spot, frozenset[int]]
    la_partage: bool = False

    category = "roulette"

    @property
    def whole_steps(self) -> Mapping[str, int]:
        """Two for even chances under la partage, so that they can be halved."""
        halved = EVEN_CHANCES if self.la_partage else ()
        return {kind.value: 2 for kind in self.stake_types if kind in halved}

    @cached_property
    def stake_types(self) -> tuple[RouletteStakeType, ...]:
        """The kinds of bet this layout has, in the order players know them."""
        on_layout = {kind for kind, _ in self.spots}
        return tuple(kind for kind in RouletteStakeType if kind in on_layout)

    @property
    def pockets(self) -> tuple[int, ...]:
        """The pockets in rising order; a fairness draw over their count indexes this tuple."""
        return tuple(sorted(self.wheel))

    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake against the layout."""
        stake_type = self._check_type(type, at)
        numbers = check_selection(selection, at, longest=_LONGEST_SELECTION)
        if (stake_type, numbers) not in self.spots:
            raise UnknownSelection(_what_it_takes(stake_type), at=at)
        return Stake(stake_type, numbers, check_amount(amount, at))

    def draw(self, draws: "Draws") -> RouletteOutcome:
        """Spin the wheel: one unbiased draw over its pockets."""
        pockets = self.pockets
        return self.outcome(pockets[draws.draw(len(pockets))])

    def outcome(self, pocket: object) -> RouletteOutcome:
        """Describe a pocket.

        Raises
        ------
        UnknownPocket
            If the wheel has no such pocket.
        """
        pocket = self._check_pocket(pocket)
        if pocket not in _NUMBERS:
            return RouletteOutcome(pocket, Colour.GREEN)
        return RouletteOutcome(pocket, Colour.RED if pocket in RED_NUMBERS else Colour.BLACK)

    def read_outcome(self, wire: Mapping[str, Any]) -> RouletteOutcome:
        """Read where the ball fell; the colour follows from the pocket."""
        return self.outcome(wire.get("pocket"))

    def returned(self, stake: Stake, outcome: RouletteOutcome) -> Fraction | int:
        """Return a winning stake and its win.

        All odds are whole, so all is whole but what la partage gives back of an odd stake.
        """
        pocket = self._check_pocket(outcome.pocket)
        stake_type = self._check_type(stake.type)
        covered = self.spots.get((stake_type, stake.selection))
        if covered is None:
            raise UnknownSelection(_what_it_takes(stake_type))
        if pocket in covered:
            return stake.amount * (1 + PAYS_TO_ONE[stake_type])
        if self.la_partage and pocket == 0 and stake_type in EVEN_CHANCES:
            return Fraction(stake.amount, 2)
        return 0

    @property
    def longest_odds(self) -> int:
        """What a straight pays."""
        return max(PAYS_TO_ONE[kind] for kind in self.stake_types)

    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return what the pocket takes from the house that is worst for it."""
        staked, paid = 0, dict.fromkeys(self.wheel, 0)
        for stake in stakes:
            staked += stake.amount
            stake_type = self._check_type(stake.type)
            for pocket in self.spots[stake_type, stake.selection]:
                paid[pocket] += stake.amount * (1 + PAYS_TO_ONE[stake_type])
            if self.la_partage and stake_type in EVEN_CHANCES:
                paid[0] += (stake.amount + 1) // 2
        return max(0, *(each - staked for each in paid.values()))

    def _check_type(self, type_: str, at: str = "") -> RouletteStakeType:
        for stake_type in self.stake_types:
            if stake_type == type_:
                return stake_type
        raise UnknownStakeType("There is no such bet on this layout.", at=at)

    def _check_pocket(self, pocket: object) -> int:
        if not is_whole(pocket) or pocket not in self.wheel:
            raise UnknownPocket("The wheel has no such pocket.")
        return pocket


def _what_it_takes(stake_type: RouletteStakeType) -> str:
    if stake_type not in SHAPES:
        return f"A bet on {stake_type.value} takes no selection."
    return f"A {stake_type.value} takes {SHAPES[stake_type]}."


def _rows_of_spots() -> Iterator[Spot]:
    """Yield the inside bets among 1 … 36 that cover more than one number."""
    last_row = 34
    for first in range(1, last_row + 1, 3):
        row = (first, first + 1, first + 2)
        yield RouletteStakeType.STREET, row
        yield RouletteStakeType.SPLIT, row[:2]
        yield RouletteStakeType.SPLIT, row[1:]
        if first == last_row:
            return
        below = (first + 3, first + 4, first + 5)
        yield RouletteStakeType.LINE, row + below
        yield RouletteStakeType.CORNER, row[:2] + below[:2]
        yield RouletteStakeType.CORNER, row[1:] + below[1:]
        for number in row:
            yield RouletteStakeType.SPLIT, (number, number + 3)


def _outside_spots() -> dict[Spot, frozenset[int]]:
    """Return the bets that name their numbers by a property; no zero ever has one."""
    spots: dict[Spot, frozenset[int]] = {
        (RouletteStakeType.RED, ()): RED_NUMBERS,
        (RouletteStakeType.BLACK, ()): _NUMBERS - RED_NUMBERS,
        (RouletteStakeType.EVEN, ()): frozenset(range(2, 37, 2)),
        (RouletteStakeType.ODD, ()): frozenset(range(1, 37, 2)),
        (RouletteStakeType.LOW, ()): frozenset(range(1, 19)),
        (RouletteStakeType.HIGH, ()): frozenset(range(19, 37)),
    }
    for ordinal in (1, 2, 3):
        spots[RouletteStakeType.DOZEN, (ordinal,)] = frozenset(
            range(12 * ordinal - 11, 12 * ordinal + 1)
        )
        spots[RouletteStakeType.COLUMN, (ordinal,)] = frozenset(range(ordinal, 37, 3))
    return spots


def _layout(
    pockets: Iterable[int],
    *,
    around_zero: Iterable[Spot],
) -> Mapping[Spot, frozenset[int]]:
    """Return every spot of a layout; what touches the zeros is what tells layouts apart."""
    straights = ((RouletteStakeType.STRAIGHT, (pocket,)) for pocket in pockets)
    inside = (*straights, *_rows_of_spots(), *around_zero)
    return MappingProxyType({spot: frozenset(spot[1]) for spot in inside} | _outside_spots())


_EUROPEAN_WHEEL: Final = (
    *(0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10),
    *(5, 24, 16, 33, 1, 20, 14, 31, 9, 22, 18, 29, 7, 28, 12, 35, 3, 26),
)

_AMERICAN_WHEEL: Final = (
    *(0, 28, 9, 26, 30, 11, 7, 20, 32, 17, 5, 22, 34, 15, 3, 24, 36, 13, 1),
    *(DOUBLE_ZERO, 27, 10, 25, 29, 12, 8, 19, 31, 18, 6, 21, 33, 16, 4, 23, 35, 14, 2),
)

_SINGLE_ZERO_LAYOUT: Final = _layout(
    _EUROPEAN_WHEEL,
    around_zero=(
        (RouletteStakeType.SPLIT, (0, 1)),
        (RouletteStakeType.SPLIT, (0, 2)),
        (RouletteStakeType.SPLIT, (0, 3)),
        (RouletteStakeType.STREET, (0, 1, 2)),
        (RouletteStakeType.STREET, (0, 2, 3)),
        (RouletteStakeType.CORNER, (0, 1, 2, 3)),
    ),
)

_DOUBLE_ZERO_LAYOUT: Final = _layout(
    _AMERICAN_WHEEL,
    around_zero=(
        (RouletteStakeType.SPLIT, (0, DOUBLE_ZERO)),
        (RouletteStakeType.SPLIT, (0, 1)),
        (RouletteStakeType.SPLIT, (0, 2)),
        (RouletteStakeType.SPLIT, (2, DOUBLE_ZERO)),
        (RouletteStakeType.SPLIT, (3, DOUBLE_ZERO)),
        (RouletteStakeType.STREET, (0, 1, 2)),
        (RouletteStakeType.STREET, (0, 2, DOUBLE_ZERO)),
        (RouletteStakeType.STREET, (2, 3, DOUBLE_ZERO)),
        (RouletteStakeType.BASKET, (0, 1, 2, 3, DOUBLE_ZERO)),
    ),
)

EUROPEAN: Final = Roulette("roulette-european", _EUROPEAN_WHEEL, _SINGLE_ZERO_LAYOUT)
"""European roulette: 37 pockets, one zero, 157 legal bets."""

AMERICAN: Final = Roulette("roulette-american", _AMERICAN_WHEEL, _DOUBLE_ZERO_LAYOUT)
"""American roulette: 38 pockets, 0 and 00, 161 legal bets."""

FRENCH: Final = Roulette("roulette-french", _EUROPEAN_WHEEL, _SINGLE_ZERO_LAYOUT, la_partage=True)
"""French roulette: the European wheel and layout, with la partage."""
