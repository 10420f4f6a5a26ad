"""What players are shown of tables, rounds and bets.

What they send is in `bet_messages`, what happens in `table_events`, how it is written in `views`.
"""

from typing import Literal

from pydantic import Field
from typing_extensions import TypeAliasType

from casino.shared.messages import Message
from casino.tables.bet_messages import StakeMessage
from casino.tables.blackjack_messages import BlackjackOutcomeView, BlackjackPlayView
from casino.tables.instant_messages import InstantOutcomeView
from casino.tables.model import Phase, TableStatus


class LimitsView(Message):
    """What a table takes, in minor units of the player's currency."""

    min_stake: int
    max_stake: int
    max_bet: int = Field(description="For all stakes of a bet together.")


class FairnessView(Message):
    """How an outcome can be checked."""

    scheme: str
    commitment: str
    client_seed: str
    nonce: int
    server_seed: str | None = Field(description="Null until it is revealed.")


class LinkView(Message):
    """A seed's place in its table's chain: hashed so often, it is the anchor."""

    anchor: str
    position: int
    length: int


class RouletteOutcomeView(Message):
    """Where the ball fell."""

    pocket: int = Field(description="00 of an American wheel is 37.")
    colour: str


class BaccaratOutcomeView(Message):
    """What was dealt: each card as rank and suit, such as `TD` for the ten of diamonds."""

    player: list[str] = Field(description="In the order dealt.")
    banker: list[str] = Field(description="In the order dealt.")
    player_total: int
    banker_total: int
    winner: Literal["player", "banker", "tie"]
    player_pair: bool
    banker_pair: bool


class CrashOutcomeView(Message):
    """Where the multiplier broke."""

    multiplier: int = Field(description="In hundredths: 231 is 2.31 times the stake.")


AnyOutcomeView = RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView

OutcomeView = TypeAliasType("OutcomeView", AnyOutcomeView)
"""What came of a round, by its game. A union with a name, so that the references name it too."""


class GrowthView(Message):
    """A round in which what bets are worth grows with time."""

    started_at: str = Field(
        description="From then on the multiplier is e^(0.06 t), t in seconds, rounded down to "
        "hundredths."
    )


AnyPlayView = GrowthView | BlackjackPlayView

PlayView = TypeAliasType("PlayView", AnyPlayView)
"""How a round is being played, by its game."""


class ResultView(Message):
    """One of a table's last results."""

    round_id: str
    number: int
    outcome: OutcomeView = Field(
        description="In brief: of blackjack the dealer's hand, the players' are in the round."
    )


class TotalView(Message):
    """What was bet and paid in one currency."""

    currency: str
    stake: int
    payout: int


class PaidView(Message):
    """What was paid in one currency."""

    currency: str
    payout: int


class TurnoverView(Message):
    """What was bet and paid on a round."""

    bets: int
    currency: str = Field(description="Of the two sums; `totals` has every currency.")
    total_stake: int
    total_payout: int
    totals: list[TotalView]


class TableView(Message):
    """A live table and the round that is on."""

    table_id: str
    game_id: str
    name: str
    status: TableStatus
    currency: str
    limits: LimitsView
    players: int
    dealer: bool = Field(description="Whether a person deals; if not, rounds run by themselves.")
    video_url: str | None = Field(description="Where the table can be seen.")
    phase: Phase | None = Field(description="Null before the first round.")
    round_id: str | None
    number: int | None
    closes_at: str | None = Field(description="From then on no bet is taken.")
    next_at: str | None = Field(description="When the next phase is due.")
    commitment: str | None
    play: PlayView | None = Field(description="How the round is being played, if it is.")
    outcome: OutcomeView | None
    fairness: FairnessView | None
    turnover: TurnoverView | None
    last_results: list[ResultView] = Field(description="Newest first.")
    cards: list[str] = Field(description="Those that a dealer has dealt in this round so far.")
    seats_taken: list[int] | None = Field(
        default=None,
        description="Null in lists, and where there are no seats.",
    )


class RoundView(Message):
    """Everything needed to redraw and verify a round."""

    round_id: str
    table_id: str
    game_id: str
    number: int
    phase: Phase
    opened_at: str
    closes_at: str
    settled_at: str | None = Field(description="When it ended, settled or voided.")
    void_reason: str | None
    paytable: str = Field(description="Which version of what the game pays.")
    play: PlayView | None = Field(description="How it was played, where players act.")
    outcome: OutcomeView | None
    fairness: FairnessView | None = Field(description="Null where a person deals.")
    link: LinkView | None = Field(description="Of its seed in the table's chain of seeds.")
    turnover: TurnoverView


class BetView(Message):
    """A bet's one answer."""

    bet_id: str
    table_id: str | None = Field(description="Null for a round of an instant game.")
    round_id: str
    game_id: str
    status: str = Field(description="accepted, won, lost or void")
    currency: str
    stake: int
    stakes: list[StakeMessage]
    payout: int | None = Field(description="Null until the round is settled for this bet.")
    outcome: OutcomeView | InstantOutcomeView | None
    placed_at: str
    settled_at: str | None
