"""What every game has in common: stakes go in, an outcome decides, a payout comes back.

A game is a value: its rules and its paytable, and nothing that changes. Whoever runs it, a live
table or a single player's request, needs no more than this page::

    read_stake ──> Stake ─────┐
                              ├──> payout
    draw, read_outcome ──> Outcome
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    Generic,
    Protocol,
    TypeGuard,
    TypeVar,
    runtime_checkable,
)

from casino.games.errors import (
    InvalidStakeAmount,
    StakeError,
    UnknownSelection,
    UnknownStakeType,
)

if TYPE_CHECKING:
    from casino.games.fairness import Draws

_FIELDS: Final = frozenset({"type", "selection", "amount"})


@dataclass(frozen=True, slots=True)
class Stake:
    """Money on one thing that may happen.

    Stakes come from `Game.stake` or `Game.read_stake`, which put the selection in rising order, so
    that equal bets are equal values however the player listed their numbers.

    Attributes
    ----------
    type : str
        The kind of bet, by the name players send.
    selection : tuple of int
        What it is on, where the kind leaves a choice: numbers in rising order, an ordinal, a seat,
        a target; empty otherwise.
    amount : int
        Minor units, at least 1.
    """

    type: str
    selection: tuple[int, ...]
    amount: int

    def to_wire(self) -> dict[str, Any]:
        """Return the stake as players send it."""
        wire: dict[str, Any] = {"type": str(self.type)}
        if self.selection:
            wire["selection"] = list(self.selection)
        return wire | {"amount": self.amount}


class Outcome(Protocol):
    """What came of a round."""

    def to_wire(self) -> dict[str, Any]:
        """Return the outcome as players receive it; `Game.read_outcome` is its inverse."""


O = TypeVar("O", bound=Outcome)  # noqa: E741 - a type, not a digit


class Game(ABC, Generic[O]):
    """One variant of a game: its rules and its paytable.

    Attributes
    ----------
    game_id : str
        Its stable id in the catalogue.
    paytable : str
        The version of what it pays; recall names it, and another figure is another version.
    """

    game_id: str
    paytable: str = "1"

    @abstractmethod
    def stake(
        self,
        type: str,  # noqa: A002 - the wire's own word
        selection: Iterable[object] | None,
        amount: object,
        *,
        at: str = "",
    ) -> Stake:
        """Check one stake against the rules.

        Parameters
        ----------
        type : str
            The kind of bet.
        selection : iterable or None
            What it is on, in any order; nothing where the kind leaves no choice.
        amount : int
            Minor units. A table's own limits are for the table to check.
        at : str
            JSON Pointer to the stake within the player's request, for the errors to point there.

        Raises
        ------
        UnknownStakeType
            If the game has no such bet.
        UnknownSelection
            If the kind of bet can't be placed on that.
        InvalidStakeAmount
            If the amount is not a positive whole number.
        """

    @abstractmethod
    def draw(self, draws: "Draws") -> O:
        """Return the outcome that a round's seeds stand for.

        The same seeds give the same outcome, whoever plays and whatever was staked.
        """

    @abstractmethod
    def read_outcome(self, wire: Mapping[str, Any]) -> O:
        """Read an outcome as it was written by ``to_wire``, or as a dealer entered it.

        Raises
        ------
        GameFault
            If the game can't end like that.
        """

    @abstractmethod
    def payout(self, stakes: Iterable[Stake], outcome: O) -> int:
        """Return all that goes back to the player: each winning stake and its win.

        A losing stake returns nothing, so a payout can be below what was staked.

        Raises
        ------
        GameFault, StakeError
            If a stake or the outcome is not of this game.
        """

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


@runtime_checkable
class CardGame(Protocol):
    """A game whose outcome is made of cards, in the order in which a dealer turns them."""

    def outcome_of(self, cards: Sequence[str]) -> Outcome | None:
        """Return what the cards make, or `None` while the rules call for more.

        Raises
        ------
        GameFault
            If one of them is no card, or the rules had called for no more before the last one.
        """


def is_whole(value: object) -> TypeGuard[int]:
    """Tell a whole number; ``True`` and ``17.0`` equal 1 and 17 in Python, and are none."""
    return isinstance(value, int) and not isinstance(value, bool)


def check_amount(amount: object, at: str) -> int:
    """Return a stake's amount.

    Raises
    ------
    InvalidStakeAmount
        If it is not a positive whole number.
    """
    if not is_whole(amount) or amount < 1:
        raise InvalidStakeAmount("A stake is a positive whole number of minor units.", at=at)
    return amount


def check_selection(
    selection: Iterable[object] | None, at: str, *, longest: int
) -> tuple[int, ...]:
    """Return a selection's numbers in rising order, or refuse what is no set of numbers.

    Raises
    ------
    UnknownSelection
        If something else than whole numbers is in it, a number twice, or more than `longest`.
    """
    numbers: list[int] = []
    for number in selection or ():
        if not is_whole(number):
            raise UnknownSelection("A selection holds whole numbers only.", at=at)
        if number in numbers:
            raise UnknownSelection("A selection names each number once.", at=at)
        if len(numbers) == longest:
            raise UnknownSelection("No bet takes that many numbers.", at=at)
        numbers.append(number)
    return tuple(sorted(numbers))
