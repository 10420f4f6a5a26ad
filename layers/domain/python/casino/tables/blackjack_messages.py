"""What rounds of blackjack, seats and decisions say on the wire."""

from typing import ClassVar, Literal

from pydantic import Field

from casino.shared.messages import BalanceView, EventData, Identifier, Message

_CARD = "Rank and suit: `AS`, `TD`."

Choice = Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]


class HandName(Message):
    """A hand, by its seat and its number at that seat; both count from 1."""

    seat: int
    hand: int


class DealerHandView(Message):
    """The dealer's cards: the up card alone until the others are turned."""

    cards: list[str] = Field(description=_CARD)
    total: int
    soft: bool = Field(description="An ace counts 11 in it.")


class HandView(Message):
    """A player's hand while the round is on."""

    cards: list[str] = Field(description=_CARD)
    total: int
    soft: bool = Field(description="An ace counts 11 in it.")
    doubled: bool
    surrendered: bool
    stood: bool
    done: bool = Field(description="Nothing is left to be decided about it.")


class SeatView(Message):
    """A seat that was bet on, and its hands."""

    seat: int
    turn: int = Field(description="How many decisions were made for it; the next one names this.")
    insured: bool | None = Field(default=None, description="Null where it was not decided.")
    hands: list[HandView] = Field(description="Another one for each split, in that order.")


class DecisionView(Message):
    """What was decided about a hand."""

    seat: int
    hand: int
    decision: Choice
    timed_out: bool = Field(default=False, description="Nobody decided in time.")


class BlackjackPlayView(Message):
    """A round of blackjack that is being decided."""

    position: int = Field(description="Where in the shoe the round's first card was.")
    dealt: int = Field(description="How many cards have left the shoe, the hole card included.")
    stage: Literal["insurance", "hands", "over"]
    dealer: DealerHandView
    seats: list[SeatView]
    on: HandName | None = Field(default=None, description="Whose turn it is; null for insurance.")
    choices: list[Choice] = Field(
        description="What may be decided: about the hand that is on, or about insurance by every "
        "seat that has not."
    )
    decisions: list[DecisionView] = Field(
        description="All of them: with the shoe they make up the round."
    )


class DealerOutcomeView(Message):
    """The dealer's hand at the end."""

    cards: list[str] = Field(description=_CARD)
    total: int
    blackjack: bool


class HandOutcomeView(Message):
    """How a hand ended."""

    cards: list[str] = Field(description=_CARD)
    total: int
    doubled: bool
    result: Literal["blackjack", "win", "push", "surrender", "lose", "bust"]


class SeatOutcomeView(Message):
    """How the hands of a seat ended."""

    seat: int
    insured: bool
    hands: list[HandOutcomeView]


class BlackjackOutcomeView(Message):
    """How a round of blackjack ended."""

    dealer: DealerOutcomeView
    seats: list[SeatOutcomeView]


class NameTable(Message):
    """Data of `seat.list`."""

    table_id: Identifier


class NameSeat(Message):
    """Data of `seat.take` and `seat.leave`."""

    table_id: Identifier
    seat: int = Field(strict=True, ge=1, le=99)


class SeatsView(Message):
    """The seats of a table that somebody sits at."""

    taken: list[int] = Field(description="By anybody.")
    yours: list[int]


class SeatTaken(EventData):
    """Somebody sat down."""

    event: ClassVar = "seat.taken"

    table_id: str
    seat: int


class SeatLeft(EventData):
    """Somebody got up."""

    event: ClassVar = "seat.left"

    table_id: str
    seat: int


class DecideHand(Message):
    """Data of `blackjack.decide`."""

    table_id: Identifier
    round_id: Identifier
    seat: int = Field(strict=True, ge=1, le=99)
    hand: int = Field(default=1, strict=True, ge=1, le=99)
    turn: int = Field(
        strict=True,
        ge=0,
        le=999,
        description="How many decisions were made for the seat before, as the round shows it.",
    )
    decision: Choice


class HandDecided(Message):
    """Answer of `blackjack.decide`."""

    round_id: str
    seat: int
    hand: int
    turn: int
    decision: Choice
    play: BlackjackPlayView = Field(description="The round as it is now.")
    next_at: str | None = Field(description="Until when there is time; null if that is over.")
    stake: int | None = Field(description="What the decision added to the bet, in minor units.")
    balance: BalanceView | None = Field(description="After what was added; null if nothing was.")
    replayed: bool = Field(
        default=False, description="There and true where this had been decided before."
    )
