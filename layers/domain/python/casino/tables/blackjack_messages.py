"""What rounds of blackjack, seats and decisions say on the wire."""

from typing import ClassVar, Literal

from pydantic import Field

from casino.betting.outcome_messages import CARD
from casino.shared.messages import BalanceView, EventData, Message, RoundId, TableId, Timestamp

ChoiceName = Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]


class HandName(Message):
    """A hand, by its seat and its number at that seat; both count from 1."""

    seat: int = Field(examples=[1])
    hand: int = Field(examples=[1])


class DealerHandView(Message):
    """The dealer's cards: the up card alone until the others are turned."""

    cards: list[str] = Field(description=CARD, examples=[["9S"]])
    total: int = Field(examples=[9])
    soft: bool = Field(description="An ace counts 11 in it.")


class HandView(Message):
    """A player's hand while the round is on."""

    cards: list[str] = Field(description=CARD, examples=[["TD", "6C"]])
    total: int = Field(examples=[16])
    soft: bool = Field(description="An ace counts 11 in it.")
    doubled: bool
    surrendered: bool
    stood: bool
    done: bool = Field(description="Nothing is left to be decided about it.")


class SeatView(Message):
    """A seat that was bet on, and its hands."""

    seat: int = Field(examples=[1])
    turn: int = Field(
        description="How many decisions were made for it; the next one names this.", examples=[0]
    )
    insured: bool | None = Field(default=None, description="Null where it was not decided.")
    hands: list[HandView] = Field(description="Another one for each split, in that order.")


class DecisionView(Message):
    """What was decided about a hand."""

    seat: int = Field(examples=[1])
    hand: int = Field(examples=[1])
    decision: ChoiceName
    timed_out: bool = Field(default=False, description="Nobody decided in time.")


class BlackjackPlayView(Message):
    """A round of blackjack that is being decided."""

    position: int = Field(
        description="Where in the shoe the round's first card was.", examples=[112]
    )
    dealt: int = Field(
        description="How many cards have left the shoe, the hole card included.", examples=[116]
    )
    stage: Literal["insurance", "hands", "over"]
    dealer: DealerHandView
    seats: list[SeatView]
    on: HandName | None = Field(default=None, description="Whose turn it is; null for insurance.")
    choices: list[ChoiceName] = Field(
        description="What may be decided: about the hand that is on, or about insurance by every "
        "seat that has not."
    )
    decisions: list[DecisionView] = Field(
        description="All of them: with the shoe they make up the round."
    )


class NameTable(Message):
    """Data of `seat.list`."""

    table_id: TableId


class NameSeat(Message):
    """Data of `seat.take` and `seat.leave`."""

    table_id: TableId
    seat: int = Field(strict=True, ge=1, le=99)


class SeatsView(Message):
    """The seats of a table that somebody sits at."""

    taken: list[int] = Field(description="By anybody.")
    yours: list[int]


class SeatTaken(EventData):
    """Somebody sat down."""

    event: ClassVar = "seat.taken"

    table_id: TableId
    seat: int


class SeatLeft(EventData):
    """Somebody got up."""

    event: ClassVar = "seat.left"

    table_id: TableId
    seat: int


class DecideHand(Message):
    """Data of `blackjack.decide`."""

    table_id: TableId
    round_id: RoundId
    seat: int = Field(strict=True, ge=1, le=99)
    hand: int = Field(default=1, strict=True, ge=1, le=99)
    turn: int = Field(
        strict=True,
        ge=0,
        le=999,
        description="How many decisions were made for the seat before, as the round shows it.",
    )
    decision: ChoiceName


class HandDecided(Message):
    """Answer of `blackjack.decide`."""

    round_id: RoundId
    seat: int
    hand: int
    turn: int
    decision: ChoiceName
    play: BlackjackPlayView = Field(description="The round as it is now.")
    next_at: Timestamp | None = Field(description="Until when there is time; null if that is over.")
    stake: int | None = Field(description="What the decision added to the bet, in minor units.")
    balance: BalanceView | None = Field(description="After what was added; null if nothing was.")
    replayed: bool = Field(
        default=False, description="There and true where this had been decided before."
    )
