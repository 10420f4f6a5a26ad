"""What can go wrong in the games.

::

    Invalid (casino.shared)       what a player is told; nothing was played
    └── StakeError                a stake this game does not offer
        ├── UnknownStakeType      no such bet on this layout
        ├── UnknownSelection      the numbers do not form that bet on this layout
        ├── InvalidStakeAmount    not a positive whole number of minor units
        ├── IndivisibleStake      does not divide into the machine's lines
        └── InvalidChoice         not what this game leaves to choose

    Conflict (casino.shared)      likewise
    └── DecisionError             a decision that is not to be made, or not like that
        ├── UnknownSeat           nobody plays there in this round
        ├── NotYourTurn           another hand is on, or none
        ├── CannotDouble          …
        ├── CannotSplit           …
        ├── CannotSurrender       …
        └── CannotInsure          there is nothing to insure against, or too little to insure

    GameFault                     never a player's doing: a mistake of ours, or tampering
    ├── UnknownOutcome            a result that this game cannot have
    │   ├── UnknownPocket         no such pocket on this wheel
    │   └── UnknownCard           no such card in a deck
    ├── ShoeRanOut                more cards were needed than a shoe has
    ├── InvalidDraw               a draw over an empty or oversized range
    ├── InvalidSeed               a seed or nonce the fairness scheme cannot use
    └── CommitmentMismatch        the revealed seed is not the one that was committed
"""

from typing import ClassVar

from casino.shared.errors import Conflict, FieldError, Invalid


class StakeError(Invalid):
    """A stake that cannot be accepted.

    Parameters
    ----------
    detail : str
        What is wrong, in a sentence for the player.
    at : str
        JSON Pointer to the stake within the player's request, such as ``/stakes/0``.
    """

    code = "invalid_stake"
    title = "The stake is not one of this game"
    field: ClassVar[str] = ""

    def __init__(self, detail: str, *, at: str = "") -> None:
        pointer = f"{at}/{self.field}" if self.field else at
        super().__init__(detail, [FieldError(pointer, detail)])


class UnknownStakeType(StakeError):
    """No bet of that name exists on this layout."""

    code = "unknown_selection"
    field = "type"


class UnknownSelection(StakeError):
    """The selected numbers do not form that bet on this layout."""

    code = "unknown_selection"
    field = "selection"


class InvalidStakeAmount(StakeError):
    """The amount is not a positive whole number of minor units."""

    code = "stake_out_of_range"
    field = "amount"


class IndivisibleStake(StakeError):
    """The stake does not divide into equal whole shares for the machine's lines."""

    code = "stake_not_divisible"
    title = "The stake does not divide into the lines"


class InvalidChoice(StakeError):
    """The choice is not one that this game leaves."""

    code = "invalid_choice"
    title = "This game leaves no such choice"


class DecisionError(Conflict):
    """A decision that is not to be made now, or not like that; nothing has changed."""

    code = "decision_refused"
    title = "This is not to be decided now"


class UnknownSeat(DecisionError):
    """Nobody plays at that seat in this round, or it has no such hand."""

    code = "unknown_seat"
    title = "There is no such hand in this round"


class NotYourTurn(DecisionError):
    """Another hand is on, or nothing is left to be decided."""

    code = "not_your_turn"
    title = "It is not this hand's turn"


class CannotDouble(DecisionError):
    """The stake on this hand can't be doubled."""

    code = "cannot_double"
    title = "This hand cannot be doubled"


class CannotSplit(DecisionError):
    """The hand can't be split."""

    code = "cannot_split"
    title = "This hand cannot be split"


class CannotSurrender(DecisionError):
    """The hand can't be surrendered."""

    code = "cannot_surrender"
    title = "This hand cannot be surrendered"


class CannotInsure(DecisionError):
    """Insurance is not to be had."""

    code = "cannot_insure"
    title = "There is no insurance to be had"


class GameFault(ValueError):
    """Something that no request of a player can cause: the round must stop, not be guessed."""


class UnknownOutcome(GameFault):
    """The game cannot end like that."""


class UnknownPocket(UnknownOutcome):
    """The wheel has no such pocket."""


class UnknownCard(UnknownOutcome):
    """No deck holds such a card."""


class ShoeRanOut(GameFault):
    """More cards were needed than the shoe has."""


class InvalidDraw(GameFault):
    """A draw over no outcomes, or over more than one word can address."""


class InvalidSeed(GameFault):
    """A server seed, client seed or nonce that the scheme cannot use."""


class InvalidBeacon(GameFault):
    """A beacon's round that cannot be mixed into a seed, above all one without its value."""


class CommitmentMismatch(GameFault):
    """The revealed server seed does not hash to the commitment published before the bets."""
