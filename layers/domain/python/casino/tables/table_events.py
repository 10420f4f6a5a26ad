"""What is told of tables, rounds and bets when it happens."""

from typing import Any, ClassVar

from pydantic import Field

from casino.betting.outcome_messages import OutcomeView
from casino.shared.messages import (
    BetId,
    CurrencyCode,
    EventData,
    Message,
    RoundId,
    TableId,
    Timestamp,
)
from casino.tables.messages import CashOutsView, FairnessView, PlayView, TotalView, TurnoverView
from casino.tables.model import TableStatus


class RoundOpened(EventData):
    """A round takes bets."""

    event: ClassVar = "round.opened"

    round_id: RoundId
    number: int
    opened_at: Timestamp
    closes_at: Timestamp = Field(description="From then on no bet is taken.")
    next_at: Timestamp
    commitment: str | None = Field(
        description="Null where a person deals; else SHA-256 of the server seed's text, in hex."
    )


class RoundClosing(EventData):
    """Last bets, please."""

    event: ClassVar = "round.closing"

    round_id: RoundId
    closes_at: Timestamp
    next_at: Timestamp


class RoundClosed(EventData):
    """No more bets."""

    event: ClassVar = "round.closed"

    round_id: RoundId
    next_at: Timestamp


class RoundPlaying(EventData):
    """Players act: the round is on, and how it stands has changed."""

    event: ClassVar = "round.playing"

    round_id: RoundId
    play: PlayView | None
    next_at: Timestamp | None = Field(description="Null where the end is a secret of the seed.")


class RoundResult(EventData):
    """Where the ball fell, and how to check it."""

    event: ClassVar = "round.result"

    round_id: RoundId
    number: int
    outcome: OutcomeView
    fairness: FairnessView | None = Field(description="Null where a person deals.")
    next_at: Timestamp


class RoundSettled(EventData, TurnoverView):
    """Every bet of a round has been paid what it won."""

    event: ClassVar = "round.settled"

    round_id: RoundId
    number: int
    next_at: Timestamp


class RoundVoided(EventData):
    """A round has no result; every stake is returned."""

    event: ClassVar = "round.voided"

    round_id: RoundId
    reason: str
    next_at: Timestamp


class RoundCard(EventData):
    """The dealer has dealt a card."""

    event: ClassVar = "round.card"

    round_id: RoundId
    card: str = Field(description="Rank and suit: `AS`, `TD`.", examples=["TD"])
    position: int = Field(description="How many were dealt before.")
    next_at: Timestamp


class RoundCorrected(EventData):
    """A card had been read wrong: these are the ones that were dealt."""

    event: ClassVar = "round.corrected"

    round_id: RoundId
    cards: list[str]
    next_at: Timestamp


class TableChanged(EventData):
    """A table is opened, paused, closed, or stands still for maintenance."""

    event: ClassVar = "table.status"

    status: TableStatus
    reason: str | None = Field(default=None, description="For people; may be left out.")


class ActView(Message):
    """One thing that staff, or the round clock in their place, did at a table."""

    act_id: str
    kind: str = Field(description="`round.opened`, `round.corrected`, `table.status`, …")
    by: str = Field(description="Who did it.")
    role: str = Field(description="dealer, operator or clock")
    round_id: RoundId | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str | None
    decides: str | None = Field(description="The act that this one approves or refuses.")


class ConsoleAct(EventData, ActView):
    """Something was done at a table; consoles hear of it, players don't."""

    event: ClassVar = "console.act"


class BetsSummary(EventData):
    """How much has been bet on a round so far."""

    event: ClassVar = "bets.summary"

    round_id: RoundId
    bets: int
    currency: CurrencyCode
    total_stake: int
    totals: list[TotalView]


class CashOutsSummary(EventData, CashOutsView):
    """How many bets have been cashed out of the round so far, and for how much."""

    event: ClassVar = "cash_outs.summary"

    round_id: RoundId


class BetSettled(EventData):
    """What came of a player's bet."""

    event: ClassVar = "bet.settled"

    bet_id: BetId
    table_id: TableId
    round_id: RoundId
    stake: int
    payout: int = Field(description="All that came back, the stake included; 0 if it lost.")
    currency: CurrencyCode
    outcome: OutcomeView | None = Field(description="Null if the round was voided.")
