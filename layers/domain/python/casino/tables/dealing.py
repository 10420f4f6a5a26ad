"""What a dealer has entered of a round, and what they want changed about it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from casino.tables.model import Round


class Wish(StrEnum):
    """What needs a second person's word."""

    CORRECT = "correct"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class ApprovalRequest:
    """Something that waits for a second person's word; meanwhile nothing is paid.

    Attributes
    ----------
    act_id : str
        The act of asking.
    by : str
        Who asks, and so can't be who decides.
    outcome : mapping or None
        The right one, where it is known.
    cards : tuple of str or None
        The right ones, where cards were wrong.
    """

    act_id: str
    wish: Wish
    by: str
    reason: str
    outcome: Mapping[str, Any] | None = None
    cards: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class ApprovalDecision:
    """What was decided about a request, so that deciding the same again does nothing."""

    act_id: str
    approved: bool
    by: str


@dataclass(frozen=True, slots=True)
class Dealing:
    """A dealer's round, between the betting and its end.

    Attributes
    ----------
    cards : tuple of str
        In the order in which they came.
    outcome : mapping or None
        As it was entered, or as the cards make it. It pays when the time to correct it is over.
    decided : ApprovalDecision or None
        About the last request.
    """

    cards: tuple[str, ...] = ()
    outcome: Mapping[str, Any] | None = None
    asked: ApprovalRequest | None = None
    decided: ApprovalDecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DealtRound(Round):
    """A round that a person deals: it comes to what they enter."""

    dealing: Dealing
