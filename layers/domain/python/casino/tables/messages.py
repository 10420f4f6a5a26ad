"""What players are shown of tables and rounds.

What they send is in `bet_messages`, what happens in `table_events`, how it is written in `views`;
what games come to is in `casino.betting.outcome_messages`.
"""

from pydantic import Field
from typing_extensions import TypeAliasType

from casino.betting.messages import Commitment, ServerSeed
from casino.betting.outcome_messages import OutcomeView
from casino.shared.messages import CurrencyCode, GameId, Message, RoundId, TableId, Timestamp
from casino.tables.blackjack_messages import BlackjackPlayView
from casino.tables.model import Phase, TableStatus


class LimitsView(Message):
    """What a table takes in a round, in minor units of the player's currency.

    All that a player has on the round counts together, over all their bets.
    """

    min_stake: int = Field(description="Of one player on a spot.", examples=[10])
    max_stake: int = Field(description="Of one player on a spot.", examples=[50000])
    max_bet: int = Field(description="Of one player on all spots together.", examples=[100000])
    max_player_exposure: int = Field(
        description="What one player can win at most; hands are taken for split and doubled.",
        examples=[1000000],
    )
    max_exposure: int = Field(
        description="What all players of one currency can win at most, each taken for themselves.",
        examples=[10000000],
    )
    max_seats: int | None = Field(
        description="How many seats a player can hold; null where there are none.", examples=[None]
    )
    stake_steps: dict[str, int] = Field(
        description="What a stake is a multiple of, by the kind of bet, so that it is paid whole. "
        "Only where a person deals: elsewhere a draw decides fractions, and any stake will do.",
        examples=[{}],
    )


class FairnessView(Message):
    """How an outcome can be checked."""

    scheme: str = Field(examples=["hmac-sha256-words-v2"])
    commitment: Commitment
    client_seed: str = Field(examples=["roulette-eu-1"])
    nonce: int = Field(examples=[42])
    server_seed: ServerSeed | None = Field(description="Null until it is revealed.")


class BeaconView(Message):
    """One round of a public beacon, whose value enters every seed of a chain."""

    source: str = Field(
        description="`drand-quicknet`, the League of Entropy's; or `local`, a stand-in, whose "
        "values anybody can compute in advance.",
        examples=["drand-quicknet"],
    )
    round: int = Field(examples=[24600000])
    value: str | None = Field(
        description="64 hex digits; null until it is known here. No round is opened from the chain "
        "before.",
        examples=["9f3c1d5e7b2a4860c1e3f5a7b9d0e2c4f6a8b0d2e4f60718293a4b5c6d7e8f90"],
    )


class ChainView(Message):
    """A chain of seeds, promised before its beacon's value could be known."""

    anchor: str = Field(
        description="What each of its seeds is hashed to.",
        examples=["dcb0968ae49c95e5e94acc7b3557ebfcd174f2186c536a98d4d9df3576fde5be"],
    )
    length: int = Field(examples=[100000])
    used: int = Field(
        description="How many rounds, or shoes, have been opened from it.", examples=[42]
    )
    beacon: BeaconView | None = Field(
        description="Null in chains that were begun before there were beacons."
    )


class LinkView(Message):
    """A seed's place in its table's chain: hashed so often, the chain's seed is the anchor."""

    anchor: str = Field(
        examples=["dcb0968ae49c95e5e94acc7b3557ebfcd174f2186c536a98d4d9df3576fde5be"]
    )
    position: int = Field(examples=[42])
    length: int = Field(examples=[100000])
    seed: str | None = Field(
        description="The chain's, null until the server seed is revealed: that is HMAC-SHA-256, "
        "keyed with this seed's text, of `{source}:{round}:{value}` of the beacon. Null also "
        "without a beacon, where the server seed is the chain's.",
        examples=[None],
    )
    beacon: BeaconView | None = Field(
        description="Null in chains that were begun before there were beacons.", examples=[None]
    )


class GrowthView(Message):
    """A round in which what bets are worth grows with time."""

    started_at: Timestamp = Field(
        description="From then on the multiplier is e^(0.06 t), t in seconds, rounded down to "
        "hundredths."
    )


AnyPlayView = GrowthView | BlackjackPlayView

PlayView = TypeAliasType("PlayView", AnyPlayView)
"""How a round is being played, by its game."""


class ResultView(Message):
    """One of a table's last results."""

    round_id: RoundId = Field(examples=["roulette-eu-1.41"])
    number: int = Field(examples=[41])
    outcome: OutcomeView = Field(
        description="In brief: of blackjack the dealer's hand, the players' are in the round."
    )


class TotalView(Message):
    """What was bet and paid in one currency."""

    currency: CurrencyCode
    stake: int = Field(examples=[100])
    payout: int = Field(examples=[3600])


class PaidView(Message):
    """What was paid in one currency."""

    currency: CurrencyCode
    payout: int = Field(examples=[3600])


class TurnoverView(Message):
    """What was bet and paid on a round."""

    bets: int = Field(examples=[1])
    currency: CurrencyCode = Field(description="Of the two sums; `totals` has every currency.")
    total_stake: int = Field(examples=[100])
    total_payout: int = Field(examples=[3600])
    totals: list[TotalView]


class CashOutsView(Message):
    """How many bets have been cashed out of a round, and for how much."""

    cash_outs: int = Field(examples=[1])
    currency: CurrencyCode = Field(description="Of the sum; `totals` has every currency.")
    total_payout: int = Field(examples=[3600])
    totals: list[PaidView]


class TableView(Message):
    """A live table and the round that is on."""

    table_id: TableId
    game_id: GameId
    name: str = Field(examples=["European Roulette"])
    status: TableStatus
    currency: CurrencyCode
    limits: LimitsView
    players: int = Field(examples=[3])
    dealer: bool = Field(description="Whether a person deals; if not, rounds run by themselves.")
    video_url: str | None = Field(description="Where the table can be seen.", examples=[None])
    phase: Phase | None = Field(description="Null before the first round.")
    round_id: RoundId | None
    number: int | None = Field(examples=[42])
    closes_at: Timestamp | None = Field(
        description="From then on no bet is taken.", examples=["2026-01-31T12:00:20.000Z"]
    )
    next_at: Timestamp | None = Field(
        description="When the next phase is due.", examples=["2026-01-31T12:00:15.000Z"]
    )
    commitment: Commitment | None
    play: PlayView | None = Field(
        description="How the round is being played, if it is.", examples=[None]
    )
    outcome: OutcomeView | None = Field(examples=[None])
    fairness: FairnessView | None = Field(examples=[None])
    turnover: TurnoverView | None = Field(examples=[None])
    cash_outs: CashOutsView | None = Field(
        default=None,
        description="What `cash_outs.summary` told last of the round that is on; null where it has "
        "told nothing, and wherever else than in the answer to `table.join`.",
    )
    last_results: list[ResultView] = Field(description="Newest first.")
    cards: list[str] = Field(
        description="Those that a dealer has dealt in this round so far.", examples=[[]]
    )
    chain: ChainView | None = Field(
        description="Where its seeds come from; null before its first round, where a person deals, "
        "and in the answer to `table.join`."
    )
    next_chain: ChainView | None = Field(
        description="What it goes on with after that; null where `chain` can be. What is kept of "
        "it now proves later that nobody chose it by what came of it."
    )
    seats_taken: list[int] | None = Field(
        default=None, description="Null in lists, and where there are no seats.", examples=[None]
    )


class RoundView(Message):
    """Everything needed to redraw and verify a round."""

    round_id: RoundId
    table_id: TableId
    game_id: GameId
    number: int = Field(examples=[42])
    phase: Phase = Field(examples=["settled"])
    opened_at: Timestamp
    closes_at: Timestamp = Field(examples=["2026-01-31T12:00:20.000Z"])
    settled_at: Timestamp | None = Field(
        description="When it ended, settled or voided.", examples=["2026-01-31T12:00:31.000Z"]
    )
    void_reason: str | None = Field(examples=[None])
    paytable: str = Field(description="Which version of what the game pays.", examples=["1"])
    play: PlayView | None = Field(
        description="How it was played, where players act.", examples=[None]
    )
    outcome: OutcomeView | None
    fairness: FairnessView | None = Field(description="Null where a person deals.")
    rounding_seed: str | None = Field(
        description="What decides the fractions of its bets' payouts, once it has its result. Null "
        "where they are rounded down.",
        examples=["b7c17f24e292ecdb66409bde00080fba2202b54b56db82889e9e67df65fee8a9"],
    )
    link: LinkView | None = Field(description="Of its seed in the table's chain of seeds.")
    turnover: TurnoverView
