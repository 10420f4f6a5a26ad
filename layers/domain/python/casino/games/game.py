"""What every game has in common: stakes go in, an outcome decides, a payout comes back.

A game is a value: its rules and its paytable, and nothing that changes. Whoever runs it, a live
table or a single player's request, needs no more than this page::

    read_stake ──> Stake ─────┐
                              ├──> returned ──> payout
    read_outcome ──> Outcome ─┘
                        ^
         ┌──────────────┴───────────────┐
    DrawnGame                      DecidedGame
    draw: seeds say it all         deal, decide, time_out: players have a say
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
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
    UnknownOutcome,
    UnknownSelection,
    UnknownStakeType,
)
from casino.games.rounding import Draw, Rounded, rounded

if TYPE_CHECKING:
    from casino.games.fairness import Draws

_FIELDS: Final = frozenset({"type", "selection", "amount"})

Spot = tuple[str, tuple[int, ...]]
"""A place on the layout: the kind of bet, and its selection in rising order."""


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

    @property
    def spot(self) -> Spot:
        """What it stands on."""
        return str(self.type), self.selection

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
    category : str
        What sort of game it is: the catalogue's shelf, and what policies make rules for.
    paytable : str
        The version of what it pays; recall names it, and another figure is another version.
    """

    game_id: str
    category: str
    paytable: str = "1"

    @property
    def whole_steps(self) -> Mapping[str, int]:
        """The least step of stakes at which a kind of bet pays no fractions, in minor units.

        Kinds that never pay any are left out. Where nothing is drawn that could decide a fraction,
        stakes keep to these steps.
        """
        return {}

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
    def read_outcome(self, wire: Mapping[str, Any]) -> O:
        """Read an outcome as it was written by ``to_wire``, or as a dealer entered it.

        Raises
        ------
        GameFault
            If the game can't end like that.
        """

    @abstractmethod
    def returned(self, stake: Stake, outcome: O) -> Fraction | int:
        """Return exactly what the odds pay for a stake: itself and its win, in minor units.

        A losing stake returns nothing, so it can be less than what was staked.

        Raises
        ------
        GameFault, StakeError
            If the stake or the outcome is not of this game.
        """

    def rounded(self, stakes: Iterable[Stake], outcome: O, draw: Draw | None) -> Rounded:
        """Return all that goes back to the player for a bet, and how it came to be whole.

        Parameters
        ----------
        outcome : outcome of the round
        draw : callable or None
            Decides the fraction, one for all stakes together (`casino.games.rounding`); without
            it what each of them returns is rounded down.

        Raises
        ------
        GameFault, StakeError
            As `returned` does.
        """
        return rounded([self.returned(stake, outcome) for stake in stakes], draw)

    def payout(self, stakes: Iterable[Stake], outcome: O, draw: Draw | None) -> int:
        """Return all that goes back to the player, in whole minor units, as `rounded` does."""
        return self.rounded(stakes, outcome, draw).payout

    @property
    @abstractmethod
    def longest_odds(self) -> int:
        """The most that any bet of the game can win for each unit staked, rounded up."""

    @abstractmethod
    def exposure(self, stakes: Iterable[Stake]) -> int:
        """Return the most that the house can lose on a player's stakes in one round.

        That is what the worst outcome for the house pays, less all that is staked; what players may
        still add to their stakes during the round is taken for added. Exposures of several players
        added up are therefore at least what the house can lose to all of them.

        Parameters
        ----------
        stakes : iterable of Stake
            All that one player has on the round.

        Returns
        -------
        int
            Minor units, rounded up for each stake; 0 where the house can't lose.
        """

    def in_brief(self, outcome: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return an outcome as a strip of past results shows it, in the shape of the whole.

        A table carries its strip wherever it goes, so what concerns single players is left out.
        """
        return outcome

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


class DrawnGame(Game[O]):
    """A game whose outcome is in its seeds: nobody decides anything once the bets are made."""

    @abstractmethod
    def draw(self, draws: "Draws") -> O:
        """Return the outcome that a round's seeds stand for.

        The same seeds give the same outcome, whoever plays and whatever was staked.
        """


class CashOutGame(DrawnGame[O]):
    """A drawn game that takes its time: a bet is worth more and more, until the round is over.

    How the worth grows is a matter of time alone and known to all. When the round is over is in its
    seeds, which nobody is shown before.
    """

    @abstractmethod
    def multiplier_at(self, elapsed_ms: int) -> int:
        """Return what stakes are multiplied by, in hundredths, so long after the start."""

    @abstractmethod
    def ends_after(self, outcome: O) -> int:
        """Return how many milliseconds after its start a round with this outcome is over."""

    @abstractmethod
    def cashed_out(self, stake: Stake, multiplier: int, outcome: O) -> Fraction | int:
        """Return exactly what a stake returns that is cashed out by hand, in minor units.

        Parameters
        ----------
        stake : Stake
            One with a target of its own that has been passed by then is paid at its target.
        multiplier : int
            Hundredths.
        outcome : outcome of the round

        Returns
        -------
        Fraction or int
            0 if the round was over by then, or had not yet grown to the least target.
        """


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about one hand.

    Attributes
    ----------
    choice : str
        By the name players send.
    timed_out : bool
        Whether it was made for a player who let the time run out.
    """

    seat: int
    hand: int
    choice: str
    timed_out: bool = False

    def to_wire(self) -> dict[str, Any]:
        """Return the decision as recall shows it."""
        wire: dict[str, Any] = {"seat": self.seat, "hand": self.hand, "decision": str(self.choice)}
        return wire | ({"timed_out": True} if self.timed_out else {})


def read_decision(wire: Mapping[str, Any]) -> Decision:
    """Read a decision as `Decision.to_wire` wrote it.

    Raises
    ------
    UnknownOutcome
        If it is not one.
    """
    seat, hand, choice = (wire.get(name) for name in ("seat", "hand", "decision"))
    if not (is_whole(seat) and is_whole(hand) and isinstance(choice, str)):
        raise UnknownOutcome("A decision names a seat, a hand and what was decided.")
    return Decision(seat, hand, choice, timed_out=wire.get("timed_out") is True)


class Play(Protocol):
    """A round that is being decided: all of it that players may see, and nothing else."""

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to be decided."""

    @property
    def is_shared(self) -> bool:
        """Whether several seats decide at once, not one after another."""

    @property
    def next_position(self) -> int:
        """Where in the shoe the next card to be dealt is."""

    @property
    def decisions(self) -> Sequence[Decision]:
        """All that has been decided, in order."""

    def turn_of(self, seat: int) -> int:
        """Return how many decisions have been made for a seat."""

    def to_wire(self) -> dict[str, Any]:
        """Return it as players receive it; `DecidedGame.read_play` is its inverse."""


P = TypeVar("P", bound=Play)


class DecidedGame(Game[O], Generic[O, P]):
    """A game in which players decide while it is dealt, from a shoe that lasts several rounds.

    The shoe is handed in with each step and never part of what a step returns, so what players are
    sent cannot hold a card that they must not see.

    Attributes
    ----------
    seats : int
        How many there are; they are numbered from 1.
    """

    seats: int

    @abstractmethod
    def shoe(self, draws: "Draws") -> list[str]:
        """Return the shoe that its seeds stand for, the first card to be dealt first."""

    @abstractmethod
    def is_spent(self, position: int) -> bool:
        """Tell whether the cut card is out, so that the next round needs another shoe."""

    @abstractmethod
    def deal(self, seats: Iterable[int], shoe: Sequence[str], position: int) -> P:
        """Deal a round to the seats that were bet on, from a position in the shoe.

        Raises
        ------
        GameFault
            If there are no such seats, or the shoe has run out.
        """

    @abstractmethod
    def decide(self, play: P, decision: Decision, shoe: Sequence[str]) -> P:
        """Carry out a decision, and what follows from it without anybody's choice.

        Raises
        ------
        DecisionError
            If it is not to be decided, or not like that; the tree is in `casino.games.errors`.
        ShoeRanOut
        """

    @abstractmethod
    def time_out(self, play: P, shoe: Sequence[str]) -> P:
        """Decide for those who let the time run out, as costs them nothing.

        Raises
        ------
        NotYourTurn
            If nothing is left to be decided.
        ShoeRanOut
        """

    @abstractmethod
    def added_stake(self, play: P, decision: Decision, staked: int) -> Stake | None:
        """Return the stake that a decision adds to a seat's bet, or nothing.

        Parameters
        ----------
        play : Play
            As it is before the decision.
        staked : int
            What was bet on the seat to begin with, in minor units.

        Raises
        ------
        DecisionError
            If that stake can't be divided as the decision demands.
        """

    @abstractmethod
    def outcome(self, play: P) -> O:
        """Return what came of a round.

        Raises
        ------
        UnknownOutcome
            If it is not over.
        """

    @abstractmethod
    def read_play(self, wire: Mapping[str, Any]) -> P:
        """Read a round as it was written by ``to_wire``."""

    def replay(
        self,
        shoe: Sequence[str],
        position: int,
        seats: Iterable[int],
        decisions: Iterable[Decision],
    ) -> P:
        """Deal a recorded round anew and repeat what was decided in it.

        Raises
        ------
        DecisionError, GameFault
            If those cards and decisions don't make a round.
        """
        play = self.deal(seats, shoe, position)
        for decision in decisions:
            play = self.decide(play, decision, shoe)
        return play


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
