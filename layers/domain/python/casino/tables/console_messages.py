"""What dealers' consoles and the tables say to each other on the wire."""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from casino.channels.messages import Position
from casino.shared.messages import Identifier, Message, RoundId, TableId, Timestamp
from casino.tables.dealing import DealtRound
from casino.tables.model import Phase, Table

_Reason = Annotated[str, Field(strict=True, min_length=3, max_length=300, pattern=r"\S")]
_Card = Annotated[
    str, Field(strict=True, pattern=r"^[A2-9TJQK][CDHS]$", description="Rank and suit: `TD`.")
]
# Every game's outcome is an object of its own; its rules read it, and nothing large is read at all.
_Outcome = Annotated[
    dict[str, Any],
    Field(min_length=1, max_length=8, description="As the game writes it, such as `{pocket: 17}`."),
]
_MOST_CARDS = 52 * 8


class OpenRound(Message):
    """Data of `dealer.open`."""

    table_id: TableId
    number: int | None = Field(
        default=None,
        strict=True,
        ge=1,
        le=2**53,
        description="That the round is to have: with it, a repetition can't open another one.",
    )


class CloseRound(Message):
    """Data of `dealer.close`."""

    table_id: TableId
    round_id: RoundId


class EnterOutcome(Message):
    """Data of `dealer.outcome`."""

    table_id: TableId
    round_id: RoundId
    outcome: _Outcome


class EnterCard(Message):
    """Data of `dealer.card`."""

    table_id: TableId
    round_id: RoundId
    card: _Card
    position: int = Field(
        strict=True, ge=0, lt=_MOST_CARDS, description="How many were entered before."
    )


class AskCorrection(Message):
    """Data of `dealer.correct`: the right outcome, or the right cards."""

    table_id: TableId
    round_id: RoundId
    outcome: _Outcome | None = None
    cards: list[_Card] | None = Field(default=None, min_length=1, max_length=_MOST_CARDS)
    reason: _Reason

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        if (self.outcome is None) is (self.cards is None):
            raise ValueError("Say the right outcome, or the right cards")
        return self


class AskVoid(Message):
    """Data of `dealer.void`."""

    table_id: TableId
    round_id: RoundId
    reason: _Reason


class DecideAct(Message):
    """Data of `dealer.approve` and `dealer.refuse`."""

    table_id: TableId
    act_id: Identifier = Field(description="Of what was asked for.")


class PendingView(Message):
    """What waits for a second person's word."""

    act_id: str
    wish: str = Field(description="correct or void")
    by: str
    reason: str
    outcome: dict[str, Any] | None
    cards: list[str] | None


class DealingView(Message):
    """A dealer's round as consoles see it."""

    round_id: RoundId
    number: int
    phase: Phase
    closes_at: Timestamp
    next_at: Timestamp | None = Field(description="When the round clock acts by itself.")
    cards: list[str]
    outcome: dict[str, Any] | None = Field(description="As it was entered; it has not paid yet.")
    pending: PendingView | None
    void_reason: str | None


class ActDone(Message):
    """Answer of every act: what it was kept as, and the round after it."""

    act_id: str | None = Field(description="Null where it was so already, and nothing was done.")
    round: DealingView | None


def dealing_of(table: Table) -> DealingView | None:
    """Write a table's round as consoles see it; nothing if no dealer has a round there."""
    current = table.round
    if not isinstance(current, DealtRound):
        return None
    dealing, asked = current.dealing, current.dealing.asked
    return DealingView(
        round_id=current.round_id,
        number=current.number,
        phase=current.phase,
        closes_at=current.closes_at,
        next_at=table.next_at or None,
        cards=list(dealing.cards),
        outcome=dict(dealing.outcome) if dealing.outcome is not None else None,
        pending=PendingView(
            act_id=asked.act_id,
            wish=asked.wish,
            by=asked.by,
            reason=asked.reason,
            outcome=dict(asked.outcome) if asked.outcome is not None else None,
            cards=list(asked.cards) if asked.cards is not None else None,
        )
        if asked is not None
        else None,
        void_reason=current.void_reason,
    )


class JoinConsole(Message):
    """Data of `dealer.join`."""

    table_id: TableId
    since: Position | None = None
