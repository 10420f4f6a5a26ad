"""Roulette: the wheel, the layout, what may be bet on it and what it pays.

A wheel is data: its pockets in the order a player sees them, and every *spot* of its layout, that
is every legal bet with the pockets it covers. Checking a stake and paying it are then the same
look-up. Another wheel (American, French) is another value of `Roulette`, not another engine.

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
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, TypeGuard

from casino.games.errors import (
    InvalidStakeAmount,
    StakeError,
    UnknownPocket,
    UnknownSelection,
    UnknownStakeType,
)

if TYPE_CHECKING:
    from casino.games.fairness import Draws


class StakeType(StrEnum):
    """Every kind of bet, by the name players send."""

    STRAIGHT = "straight"
    SPLIT = "split"
    STREET = "street"
    CORNER = "corner"
    LINE = "line"
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


PAYS_TO_ONE: Final[Mapping[StakeType, int]] = MappingProxyType(
    {
        StakeType.STRAIGHT: 35,
        StakeType.SPLIT: 17,
        StakeType.STREET: 11,
        StakeType.CORNER: 8,
        StakeType.LINE: 5,
        StakeType.DOZEN: 2,
        StakeType.COLUMN: 2,
        StakeType.RED: 1,
        StakeType.BLACK: 1,
        StakeType.EVEN: 1,
        StakeType.ODD: 1,
        StakeType.LOW: 1,
        StakeType.HIGH: 1,
    },
)
"""What each bet wins on top of its stake, per unit staked."""

RED_NUMBERS: Final = frozenset({1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36})

_NUMBERS: Final = frozenset(range(1, 37))
_FIELDS: Final = frozenset({"type", "selection", "amount"})
_LONGEST_SELECTION: Final = 6
_SHAPES: Final[Mapping[StakeType, str]] = MappingProxyType(
    {
        StakeType.STRAIGHT: "one number of the wheel",
        StakeType.SPLIT: "two neighbouring numbers of the layout",
        StakeType.STREET: "the three numbers of one row, or a trio with zero",
        StakeType.CORNER: "four numbers that meet in one corner, or the first four",
        StakeType.LINE: "the six numbers of two adjoining rows",
        StakeType.DOZEN: "one of 1, 2 and 3",
        StakeType.COLUMN: "one of 1, 2 and 3",
    },
)

Spot = tuple[StakeType, tuple[int, ...]]
"""A place on the layout: the kind of bet and its selection in rising order."""


@dataclass(frozen=True, slots=True)
class Stake:
    """Money on one spot of the layout.

    Stakes come from `Roulette.stake` or `Roulette.read_stake`, which put the selection in rising
    order, so that equal bets are equal values however the player listed their numbers.

    Attributes
    ----------
    type : StakeType
        The kind of bet.
    selection : tuple of int
        Its numbers in rising order; the ordinal 1, 2 or 3 for dozens and columns; empty for the
        even-money bets.
    amount : int
        Minor units, at least 1.
    """

    type: StakeType
    selection: tuple[int, ...]
    amount: int

    def to_wire(self) -> dict[str, str | int | list[int]]:
        """Return the stake as players send it."""
        if not self.selection:
            return {"type": self.type.value, "amount": self.amount}
        return {
            "type": self.type.value,
            "selection": list(self.selection),
            "amount": self.amount,
        }


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where the ball came to rest."""

    pocket: int
    colour: Colour

    def to_wire(self) -> dict[str, str | int]:
        """Return the outcome as players receive it, for example pocket 17, colour black."""
        return {"pocket": self.pocket, "colour": self.colour.value}


@dataclass(frozen=True, slots=True)
class Roulette:
    """One variant of the game.

    Attributes
    ----------
    game_id : str
        Its stable id in the catalogue.
    wheel : tuple of int
        The pockets clockwise from zero, as the wheel shows them.
    spots : mapping of Spot to frozenset of int
        Every legal bet of the layout with the pockets it wins on.
    """

    game_id: str
    wheel: tuple[int, ...]
    spots: Mapping[Spot, frozenset[int]]

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
        """Check one stake against the layout.

        Parameters
        ----------
        type : str
            One of the values of `StakeType`.
        selection : iterable or None
            The numbers bet on, in any order and without repeats; ``[1]``, ``[2]`` or ``[3]`` for
            dozens and columns; nothing for the even-money bets.
        amount : int
            Minor units. A table's own limits are for the table to check.
        at : str
            JSON Pointer to the stake within the player's request, for the errors to point there.

        Raises
        ------
        UnknownStakeType
            If the layout has no such bet.
        UnknownSelection
            If the numbers do not form that bet on the layout.
        InvalidStakeAmount
            If the amount is not a positive whole number.
        """
        try:
            stake_type = StakeType(type)
        except ValueError:
            raise UnknownStakeType("There is no such bet on this layout.", at=at) from None
        numbers = _canonical(selection, at)
        if (stake_type, numbers) not in self.spots:
            raise UnknownSelection(_what_it_takes(stake_type), at=at)
        if not _is_whole(amount) or amount < 1:
            raise InvalidStakeAmount("A stake is a positive whole number of minor units.", at=at)
        return Stake(stake_type, numbers, amount)

    def read_stake(self, raw: object, *, at: str = "") -> Stake:
        """Check one stake as it arrived: any JSON value at all may be handed in.

        Raises
        ------
        StakeError
            If it is not an object, or has a field that stakes don't have.
        UnknownStakeType, UnknownSelection, InvalidStakeAmount
            As `stake` does, and where the field is missing.
        """
        if not isinstance(raw, Mapping):
            raise StakeError("A stake is an object with type, amount and maybe selection.", at=at)
        if not _FIELDS.issuperset(raw):
            raise StakeError("A stake has no fields beside type, selection and amount.", at=at)
        stake_type, selection = raw.get("type"), raw.get("selection")
        if not isinstance(stake_type, str):
            raise UnknownStakeType("A stake's type is the name of a bet.", at=at)
        if not (selection is None or isinstance(selection, list | tuple)):
            raise UnknownSelection("A selection is a list of numbers.", at=at)
        return self.stake(stake_type, selection, raw.get("amount"), at=at)

    def draw(self, draws: "Draws") -> Outcome:
        """Spin the wheel: one unbiased draw over its pockets."""
        pockets = self.pockets
        return self.outcome(pockets[draws.draw(len(pockets))])

    def outcome(self, pocket: int) -> Outcome:
        """Describe a pocket.

        Raises
        ------
        UnknownPocket
            If the wheel has no such pocket.
        """
        self._check_pocket(pocket)
        if pocket not in _NUMBERS:
            return Outcome(pocket, Colour.GREEN)
        return Outcome(pocket, Colour.RED if pocket in RED_NUMBERS else Colour.BLACK)

    def payout(self, stakes: Iterable[Stake], pocket: int) -> int:
        """Return all that goes back to the player: each winning stake and its win.

        A losing stake returns nothing, so a payout can be below what was staked. All odds are
        whole, so nothing is ever rounded.

        Raises
        ------
        UnknownPocket
            If the wheel has no such pocket.
        UnknownSelection
            If a stake is not on this layout, because it was made for another wheel.
        """
        self._check_pocket(pocket)
        return sum(self._returned(stake, pocket) for stake in stakes)

    def _returned(self, stake: Stake, pocket: int) -> int:
        covered = self.spots.get((stake.type, stake.selection))
        if covered is None:
            raise UnknownSelection(_what_it_takes(stake.type))
        return stake.amount * (1 + PAYS_TO_ONE[stake.type]) if pocket in covered else 0

    def _check_pocket(self, pocket: int) -> None:
        if not _is_whole(pocket) or pocket not in self.wheel:
            raise UnknownPocket("The wheel has no such pocket.")


def _canonical(selection: Iterable[object] | None, at: str) -> tuple[int, ...]:
    """Return the numbers in rising order, or refuse what is no set of numbers.

    ``True`` and ``17.0`` equal 1 and 17 in Python and would find a spot, hence the strict check.
    """
    numbers: list[int] = []
    for number in selection or ():
        if not _is_whole(number):
            raise UnknownSelection("A selection holds whole numbers only.", at=at)
        if number in numbers:
            raise UnknownSelection("A selection names each number once.", at=at)
        if len(numbers) == _LONGEST_SELECTION:
            raise UnknownSelection("No bet takes that many numbers.", at=at)
        numbers.append(number)
    return tuple(sorted(numbers))


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _what_it_takes(stake_type: StakeType) -> str:
    if stake_type not in _SHAPES:
        return f"A bet on {stake_type.value} takes no selection."
    return f"A {stake_type.value} takes {_SHAPES[stake_type]}."


def _rows_of_spots() -> Iterator[Spot]:
    """Yield the inside bets among 1 … 36 that cover more than one number."""
    last_row = 34
    for first in range(1, last_row + 1, 3):
        row = (first, first + 1, first + 2)
        yield StakeType.STREET, row
        yield StakeType.SPLIT, row[:2]
        yield StakeType.SPLIT, row[1:]
        if first == last_row:
            return
        below = (first + 3, first + 4, first + 5)
        yield StakeType.LINE, row + below
        yield StakeType.CORNER, row[:2] + below[:2]
        yield StakeType.CORNER, row[1:] + below[1:]
        for number in row:
            yield StakeType.SPLIT, (number, number + 3)


def _outside_spots() -> dict[Spot, frozenset[int]]:
    """Return the bets that name their numbers by a property; no zero ever has one."""
    spots: dict[Spot, frozenset[int]] = {
        (StakeType.RED, ()): RED_NUMBERS,
        (StakeType.BLACK, ()): _NUMBERS - RED_NUMBERS,
        (StakeType.EVEN, ()): frozenset(range(2, 37, 2)),
        (StakeType.ODD, ()): frozenset(range(1, 37, 2)),
        (StakeType.LOW, ()): frozenset(range(1, 19)),
        (StakeType.HIGH, ()): frozenset(range(19, 37)),
    }
    for ordinal in (1, 2, 3):
        spots[StakeType.DOZEN, (ordinal,)] = frozenset(range(12 * ordinal - 11, 12 * ordinal + 1))
        spots[StakeType.COLUMN, (ordinal,)] = frozenset(range(ordinal, 37, 3))
    return spots


def _layout(
    pockets: Iterable[int],
    *,
    around_zero: Iterable[Spot],
) -> Mapping[Spot, frozenset[int]]:
    """Return every spot of a layout; what touches the zeros is what tells layouts apart."""
    straights = ((StakeType.STRAIGHT, (pocket,)) for pocket in pockets)
    inside = (*straights, *_rows_of_spots(), *around_zero)
    return MappingProxyType({spot: frozenset(spot[1]) for spot in inside} | _outside_spots())


_EUROPEAN_WHEEL: Final = (
    *(0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10),
    *(5, 24, 16, 33, 1, 20, 14, 31, 9, 22, 18, 29, 7, 28, 12, 35, 3, 26),
)

EUROPEAN: Final = Roulette(
    game_id="roulette-european",
    wheel=_EUROPEAN_WHEEL,
    spots=_layout(
        _EUROPEAN_WHEEL,
        around_zero=(
            (StakeType.SPLIT, (0, 1)),
            (StakeType.SPLIT, (0, 2)),
            (StakeType.SPLIT, (0, 3)),
            (StakeType.STREET, (0, 1, 2)),
            (StakeType.STREET, (0, 2, 3)),
            (StakeType.CORNER, (0, 1, 2, 3)),
        ),
    ),
)
"""European roulette: 37 pockets, one zero, 157 legal bets."""
