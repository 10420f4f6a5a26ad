# Written by `make api` from docs/api. Change the models instead.
"""What requests, replies and events carry."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, final


@final
class AccountRestricted(TypedDict):
    """The player may not play, pay in or chat any more: by their own wish."""

    # `timed_out` or `self_excluded`, as errors say.
    reason: str
    # When that ends; after a self-exclusion nothing reopens by itself.
    until: str


AccountStatus: TypeAlias = "Literal['pending_confirmation', 'active']"


@final
class ActDone(TypedDict):
    """Answer of every act: what it was kept as, and the round after it."""

    # Null where it was so already, and nothing was done.
    act_id: str | None
    round: DealingView | None


@final
class AnnouncementMade(TypedDict):
    """The house tells everybody something."""

    announcement_id: str
    # Plain text.
    text: str
    level: Level
    # When it is no longer current.
    until: str


@final
class AnswerChallenge(TypedDict):
    """Body of ``POST /v1/auth/mfa``."""

    # As the challenge gave it.
    session: str
    code: str


@final
class AskCorrection(TypedDict):
    """Data of `dealer.correct`: the right outcome, or the right cards."""

    table_id: str
    round_id: str
    outcome: NotRequired[dict[str, Any] | None]
    cards: NotRequired[list[str] | None]
    reason: str


@final
class AskVoid(TypedDict):
    """Data of `dealer.void`."""

    table_id: str
    round_id: str
    reason: str


@final
class BaccaratOutcomeView(TypedDict):
    """What was dealt: each card as rank and suit, such as `TD` for the ten of diamonds."""

    # In the order dealt.
    player: list[str]
    # In the order dealt.
    banker: list[str]
    player_total: int
    banker_total: int
    winner: Literal["player", "banker", "tie"]
    player_pair: bool
    banker_pair: bool


@final
class BalanceView(TypedDict):
    """A wallet's balances, in minor units of its currency."""

    # What can be staked: cash and bonus.
    available: int
    cash: int
    bonus: int
    # Taken out of cash for withdrawals under way.
    held: int
    # Rises by one with each transaction.
    version: int


@final
class BeaconView(TypedDict):
    """One round of a public beacon, whose value enters every seed of a chain."""

    # `drand-quicknet`, the League of Entropy's; or `local`, a stand-in, whose values anybody
    # can compute in advance.
    source: str
    round: int
    # 64 hex digits; null until it is known here. No round is opened from the chain before.
    value: str | None


@final
class BetAccepted(TypedDict):
    """Answer to a bet."""

    bet_id: str
    status: Literal["accepted"]
    round_id: str
    # Of all stakes together, in minor units.
    stake: int
    # ISO 4217 code.
    currency: str
    balance: BalanceView
    # There and true where this bet had been accepted before.
    replayed: NotRequired[bool]


@final
class BetOnRound(TypedDict):
    """A bet, at a table that is named elsewhere."""

    # Made by the client, unique for the player.
    bet_id: str
    round_id: str
    stakes: list[StakeMessage]


@final
class BetPage(TypedDict):
    """BetPage."""

    items: list[BetView]
    next_cursor: str | None


@final
class BetReturnView(TypedDict):
    """What one kind of bet returns."""

    # As in a stake's `type`.
    type: str
    # The share of stakes that comes back on average, exact to 8 places.
    rtp: str


@final
class BetSettled(TypedDict):
    """What came of a player's bet."""

    bet_id: str
    table_id: str
    round_id: str
    stake: int
    # All that came back, the stake included; 0 if it lost.
    payout: int
    # ISO 4217 code.
    currency: str
    # Null if the round was voided.
    outcome: OutcomeView | None


@final
class BetView(TypedDict):
    """A bet's one answer."""

    bet_id: str
    # Null for a round of an instant game.
    table_id: str | None
    round_id: str
    game_id: str
    # accepted, won, lost or void
    status: str
    # ISO 4217 code.
    currency: str
    stake: int
    stakes: list[StakeMessage]
    # Null until the round is settled for this bet.
    payout: int | None
    # What decided its fraction of a minor unit; null where it had none.
    rounding: RoundingView | None
    # In hundredths: where it was cashed out by hand; null if it was not.
    multiplier: int | None
    outcome: OutcomeView | RollView | MultiplierView | SpinsView | None
    placed_at: str
    settled_at: str | None


@final
class BetsSummary(TypedDict):
    """How much has been bet on a round so far."""

    round_id: str
    bets: int
    # ISO 4217 code.
    currency: str
    total_stake: int
    totals: list[TotalView]


@final
class BlackjackOutcomeView(TypedDict):
    """How a round of blackjack ended."""

    dealer: DealerOutcomeView
    seats: list[SeatOutcomeView]


@final
class BlackjackPlayView(TypedDict):
    """A round of blackjack that is being decided."""

    # Where in the shoe the round's first card was.
    position: int
    # How many cards have left the shoe, the hole card included.
    dealt: int
    stage: Literal["insurance", "hands", "over"]
    dealer: DealerHandView
    seats: list[SeatView]
    # Whose turn it is; null for insurance.
    on: NotRequired[HandName | None]
    # What may be decided: about the hand that is on, or about insurance by every seat that has
    # not.
    choices: list[Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]]
    # All of them: with the shoe they make up the round.
    decisions: list[DecisionView]


@final
class CashOut(TypedDict):
    """Data of `bet.cash_out`."""

    # Made by the client, unique for the player.
    bet_id: str
    round_id: str


@final
class CashOutsSummary(TypedDict):
    """How many bets have been cashed out of the round so far, and for how much."""

    cash_outs: int
    # Of the sum; `totals` has every currency.
    currency: str
    total_payout: int
    totals: list[PaidView]
    round_id: str


@final
class CashOutsView(TypedDict):
    """How many bets have been cashed out of a round, and for how much."""

    cash_outs: int
    # Of the sum; `totals` has every currency.
    currency: str
    total_payout: int
    totals: list[PaidView]


@final
class CashedOut(TypedDict):
    """Answer of `bet.cash_out`."""

    bet_id: str
    status: Literal["cashed_out"]
    round_id: str
    # In hundredths: 231 is 2.31 times the stake.
    multiplier: int
    payout: int
    # ISO 4217 code.
    currency: str
    balance: BalanceView
    # There and true where it had been cashed out before.
    replayed: NotRequired[bool]


@final
class ChainView(TypedDict):
    """A chain of seeds, promised before its beacon's value could be known."""

    # What each of its seeds is hashed to.
    anchor: str
    length: int
    # How many rounds, or shoes, have been opened from it.
    used: int
    # Null in chains that were begun before there were beacons.
    beacon: BeaconView | None


@final
class Challenge(TypedDict):
    """A sign-in that waits for a one-time code; answer at ``/v1/auth/mfa``."""

    challenge: Literal["SOFTWARE_TOKEN_MFA"]
    session: str


@final
class ChangeMarketing(TypedDict):
    """The choices to change."""

    email: NotRequired[bool]
    sms: NotRequired[bool]
    push: NotRequired[bool]


@final
class ChangePassword(TypedDict):
    """Body of ``POST /v1/me/password``."""

    current_password: str
    # No rules of composition; not one that is easily guessed.
    new_password: str


@final
class ChangeProfile(TypedDict):
    """Body of ``PATCH /v1/me``."""

    # What others at a table see.
    display_name: NotRequired[str]
    # BCP 47: a language, or a language and a country.
    locale: NotRequired[str]
    marketing: NotRequired[ChangeMarketing]


@final
class ChannelView(TypedDict):
    """A channel and its last event's number."""

    channel: str
    # Numbers of another epoch can't be compared with these.
    epoch: str
    seq: int


@final
class ChatMessage(TypedDict):
    """Somebody said something at the table."""

    message_id: str
    # The display name, which several may go by.
    player_name: str
    # Tells one player at a table from another of their name.
    player_tag: str
    # Whether the house speaks; no name says so.
    from_staff: bool
    # Parts of it may be masked.
    text: str
    at: str


@final
class CloseRound(TypedDict):
    """Data of `dealer.close`."""

    table_id: str
    round_id: str


@final
class ConfirmAddress(TypedDict):
    """Body of ``POST /v1/auth/confirm``."""

    email: str
    code: str


@final
class ConsoleAct(TypedDict):
    """Something was done at a table; consoles hear of it, players don't."""

    act_id: str
    # `round.opened`, `round.corrected`, `table.status`, …
    kind: str
    # Who did it.
    by: str
    # dealer, operator or clock
    role: str
    round_id: str | None
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str | None
    # The act that this one approves or refuses.
    decides: str | None


@final
class Countries(TypedDict):
    """Answer of ``GET /v1/countries``: all of them at once."""

    items: list[CountryView]


@final
class CountryView(TypedDict):
    """A country from which one can register."""

    # ISO 3166-1 alpha-2.
    country: str
    # In years.
    minimum_age: int
    # Those that a wallet can be in.
    currencies: list[str]


@final
class CrashOutcomeView(TypedDict):
    """Where the multiplier broke."""

    # In hundredths: 231 is 2.31 times the stake.
    multiplier: int


@final
class DealerHandView(TypedDict):
    """The dealer's cards: the up card alone until the others are turned."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    # An ace counts 11 in it.
    soft: bool


@final
class DealerOutcomeView(TypedDict):
    """The dealer's hand at the end."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    blackjack: bool


@final
class DealingView(TypedDict):
    """A dealer's round as consoles see it."""

    round_id: str
    number: int
    phase: Phase
    closes_at: str
    # When the round clock acts by itself.
    next_at: str | None
    cards: list[str]
    # As it was entered; it has not paid yet.
    outcome: dict[str, Any] | None
    pending: PendingView | None
    void_reason: str | None


@final
class DecideAct(TypedDict):
    """Data of `dealer.approve` and `dealer.refuse`."""

    table_id: str
    # Of what was asked for.
    act_id: str


@final
class DecideHand(TypedDict):
    """Data of `blackjack.decide`."""

    table_id: str
    round_id: str
    seat: int
    hand: NotRequired[int]
    # How many decisions were made for the seat before, as the round shows it.
    turn: int
    decision: Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]


@final
class DecisionView(TypedDict):
    """What was decided about a hand."""

    seat: int
    hand: int
    decision: Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]
    # Nobody decided in time.
    timed_out: NotRequired[bool]


@final
class DepositRequest(TypedDict):
    """Money to be paid in."""

    # Minor units of the currency.
    amount: int
    # ISO 4217 code.
    currency: str
    # Made by the payment provider's own client library; never a card number.
    payment_method: str


@final
class DepositView(TypedDict):
    """A deposit."""

    deposit_id: str
    status: Literal["succeeded", "pending", "failed"]
    # Minor units of the currency.
    amount: int
    # ISO 4217 code.
    currency: str
    created_at: str
    updated_at: str
    failure_reason: NotRequired[FailureReason | None]
    # While the player's bank asks them to prove who they are.
    next_action: NotRequired[NextAction | None]


@final
class EnterCard(TypedDict):
    """Data of `dealer.card`."""

    table_id: str
    round_id: str
    # Rank and suit: `TD`.
    card: str
    # How many were entered before.
    position: int


@final
class EnterOutcome(TypedDict):
    """Data of `dealer.outcome`."""

    table_id: str
    round_id: str
    # As the game writes it, such as `{pocket: 17}`.
    outcome: dict[str, Any]


EntryType: TypeAlias = Literal[
    "deposit",
    "deposit_reversed",
    "deposit_restored",
    "withdrawal_hold",
    "withdrawal_released",
    "withdrawal_paid",
    "bet",
    "bet_void",
    "win",
    "bonus",
    "adjustment",
]


@final
class EventMessage(TypedDict):
    """One numbered event of a channel."""

    type: Literal["event"]
    channel: str
    epoch: str
    # One more than the event's before it on this channel.
    seq: int
    event: str
    at: str
    data: dict[str, Any]


@final
class ExcludeSelf(TypedDict):
    """Body of ``POST /v1/me/self-exclusion``."""

    # ISO 8601: `P6M`, `P1Y`, `P5Y` or `P100Y`, as your jurisdiction has it.
    duration: str


FailureReason: TypeAlias = Literal[
    "card_declined",
    "insufficient_funds",
    "expired_card",
    "authentication_failed",
    "payment_method_unusable",
    "refused",
    "abandoned",
]


@final
class FairnessView(TypedDict):
    """How an outcome can be checked."""

    scheme: str
    # SHA-256 of the server seed's text, in hex.
    commitment: str
    client_seed: str
    nonce: int
    # Null until it is revealed.
    server_seed: str | None


@final
class ForgotPassword(TypedDict):
    """Body of ``POST /v1/auth/password/forgot``."""

    email: str


@final
class GameDetails(TypedDict):
    """One game, and how to bet on it."""

    game_id: str
    name: str
    # `live` rounds are shared, `instant` rounds are one player's.
    kind: GameKind
    category: str
    provider: str
    # The share of stakes that comes back on average, exact to 8 places. The lowest among its
    # bets.
    rtp: str
    volatility: Volatility
    # Minor units; a table may ask for more.
    min_stake: int
    # Minor units; a table may allow less.
    max_stake: int
    # What one round can win at most, in minor units; null where tables have limits.
    max_exposure: int | None
    # Path on the player site.
    rules_url: str
    # Path on the player site.
    thumbnail_url: str
    bets: list[BetReturnView]
    # What may be staked, a JSON Schema (2020-12) for each kind of bet: of a game that tables
    # play, for one of a bet's `stakes`; of an instant game, for the body that asks for a round.
    # `x-pays` says what a win brings. Empty for the games of other providers.
    stakes: list[dict[str, Any]]


GameKind: TypeAlias = "Literal['live', 'instant']"


@final
class GamePage(TypedDict):
    """GamePage."""

    items: list[GameView]
    next_cursor: str | None


@final
class GameView(TypedDict):
    """One game."""

    game_id: str
    name: str
    # `live` rounds are shared, `instant` rounds are one player's.
    kind: GameKind
    category: str
    provider: str
    # The share of stakes that comes back on average, exact to 8 places. The lowest among its
    # bets.
    rtp: str
    volatility: Volatility
    # Minor units; a table may ask for more.
    min_stake: int
    # Minor units; a table may allow less.
    max_stake: int
    # What one round can win at most, in minor units; null where tables have limits.
    max_exposure: int | None
    # Path on the player site.
    rules_url: str
    # Path on the player site.
    thumbnail_url: str
    bets: list[BetReturnView]


@final
class GetBet(TypedDict):
    """Data of `bet.get`."""

    bet_id: str


@final
class GrowthView(TypedDict):
    """A round in which what bets are worth grows with time."""

    # From then on the multiplier is e^(0.06 t), t in seconds, rounded down to hundredths.
    started_at: str


@final
class HandDecided(TypedDict):
    """Answer of `blackjack.decide`."""

    round_id: str
    seat: int
    hand: int
    turn: int
    decision: Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]
    # The round as it is now.
    play: BlackjackPlayView
    # Until when there is time; null if that is over.
    next_at: str | None
    # What the decision added to the bet, in minor units.
    stake: int | None
    # After what was added; null if nothing was.
    balance: BalanceView | None
    # There and true where this had been decided before.
    replayed: NotRequired[bool]


@final
class HandName(TypedDict):
    """A hand, by its seat and its number at that seat; both count from 1."""

    seat: int
    hand: int


@final
class HandOutcomeView(TypedDict):
    """How a hand ended."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    doubled: bool
    result: Literal["blackjack", "win", "push", "surrender", "lose", "bust"]


@final
class HandView(TypedDict):
    """A player's hand while the round is on."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    # An ace counts 11 in it.
    soft: bool
    doubled: bool
    surrendered: bool
    stood: bool
    # Nothing is left to be decided about it.
    done: bool


@final
class Hello(TypedDict):
    """Answer of `session.hello`: how the service works."""

    connection_id: str
    player_id: str
    server_time: str
    # Seconds between pings that keep it alive.
    heartbeat_interval: int
    # Seconds of silence after which it is closed.
    idle_limit: int
    # Seconds after which it is closed in any case.
    max_lifetime: int
    # What this connection hears from now on.
    channels: list[ChannelView]


@final
class History(TypedDict):
    """Answer of `channel.history`."""

    channel: str
    # Numbers of another epoch can't be compared with these.
    epoch: str
    seq: int
    # False where the gap can't be replayed whole.
    recovered: bool
    # Oldest first.
    events: list[EventMessage]


@final
class InstantFairnessView(TypedDict):
    """How a round of an instant game can be checked."""

    scheme: str
    # SHA-256 of the server seed's text, in hex.
    commitment: str
    client_seed: str
    # How many rounds were drawn from these two seeds before.
    nonce: int
    # Null until the player rotates their seeds.
    server_seed: str | None


@final
class InstantRoundView(TypedDict):
    """Everything needed to redraw and verify a round of an instant game."""

    round_id: str
    game_id: str
    # The version of what the game paid.
    paytable: str
    # ISO 4217 code.
    currency: str
    stake: int
    # Null where the game leaves none.
    choice: dict[str, Any] | None
    outcome: RollView | MultiplierView | SpinsView
    # All that came back, the stake included; 0 if it lost.
    payout: int
    # What decided its fraction of a minor unit; null where it had none.
    rounding: RoundingView | None
    # What could have been staked before it.
    balance_before: int
    # What can be staked after it, the payout included.
    balance_after: int
    played_at: str
    fairness: InstantFairnessView


@final
class JoinChannel(TypedDict):
    """Data of `channel.join`."""

    channel: str
    since: NotRequired[Position | None]


@final
class JoinConsole(TypedDict):
    """Data of `dealer.join`."""

    table_id: str
    since: NotRequired[Position | None]


@final
class JoinTable(TypedDict):
    """Data of `table.join`."""

    table_id: str
    since: NotRequired[Position | None]


@final
class Joined(TypedDict):
    """Answer of `table.join` and `channel.join`."""

    channel: str
    # Numbers of another epoch can't be compared with these.
    epoch: str
    seq: int
    # False where the gap can't be replayed whole.
    recovered: bool
    # Oldest first.
    events: list[EventMessage]
    # What the channel is about, as it is; there unless the gap was replayed: the table; in the
    # lobby, the first page of `GET /v1/tables`; of the announcements, those that are current,
    # newest first.
    snapshot: NotRequired[dict[str, Any] | None]


@final
class KeptAway(TypedDict):
    """How long it holds."""

    until: str


KycStatus: TypeAlias = "Literal['unverified']"


@final
class LeaveChannel(TypedDict):
    """Data of `channel.leave`."""

    channel: str


@final
class LeaveTable(TypedDict):
    """Data of `table.leave`."""

    table_id: str


Level: TypeAlias = "Literal['info', 'warning']"


@final
class LimitChanged(TypedDict):
    """A limit has another value, or a higher one waits to be confirmed."""

    kind: LimitKind
    period: LimitPeriod
    # Minor units; minutes for `play`. Null for no limit.
    value: int | None
    pending: PendingLimitView | None


LimitKind: TypeAlias = "Literal['deposit', 'loss', 'stake', 'play']"

LimitPeriod: TypeAlias = "Literal['day', 'week', 'month', 'bet', 'session']"


@final
class LimitsView(TypedDict):
    """What a table takes in a round, in minor units of the player's currency.

    All that a player has on the round counts together, over all their bets.
    """

    # Of one player on a spot.
    min_stake: int
    # Of one player on a spot.
    max_stake: int
    # Of one player on all spots together.
    max_bet: int
    # What one player can win at most; hands are taken for split and doubled.
    max_player_exposure: int
    # What all players of one currency can win at most, each taken for themselves.
    max_exposure: int
    # How many seats a player can hold; null where there are none.
    max_seats: int | None
    # What a stake is a multiple of, by the kind of bet, so that it is paid whole. Only where a
    # person deals: elsewhere a draw decides fractions, and any stake will do.
    stake_steps: dict[str, int]


@final
class LineWinView(TypedDict):
    """What one line of a slot machine pays."""

    # From 1.
    line: int
    symbol: str
    # On how many reels from the left.
    count: int
    # In line stakes, before the spin's multiplier.
    pays: int


@final
class LinkView(TypedDict):
    """A seed's place in its table's chain: hashed so often, the chain's seed is the anchor."""

    anchor: str
    position: int
    length: int
    # The chain's, null until the server seed is revealed: that is HMAC-SHA-256, keyed with this
    # seed's text, of `{source}:{round}:{value}` of the beacon. Null also without a beacon,
    # where the server seed is the chain's.
    seed: str | None
    # Null in chains that were begun before there were beacons.
    beacon: BeaconView | None


@final
class LobbyChanged(TypedDict):
    """Some tables have changed; each is told as it is now."""

    tables: list[LobbyTable]


@final
class LobbyTable(TypedDict):
    """A table as a lobby shows it: some of what `GET /v1/tables` says, under the same names."""

    table_id: str
    game_id: str
    name: str
    status: TableStatus
    limits: LimitsView
    players: int
    # Null before the first round.
    phase: Phase | None
    round_id: str | None
    # From then on no bet is taken.
    closes_at: str | None
    # When the next phase is due.
    next_at: str | None
    # The first of `last_results`.
    last_result: ResultView | None


@final
class LogIn(TypedDict):
    """Body of ``POST /v1/auth/login``."""

    email: str
    password: str


@final
class MarketingView(TypedDict):
    """Ways in which a player wants to hear of offers."""

    email: bool
    sms: bool
    push: bool


@final
class MultiplierView(TypedDict):
    """The multiplier that limbo drew."""

    # In hundredths.
    multiplier: int


@final
class NameSeat(TypedDict):
    """Data of `seat.take` and `seat.leave`."""

    table_id: str
    seat: int


@final
class NameTable(TypedDict):
    """Data of `seat.list`."""

    table_id: str


@final
class NextAction(TypedDict):
    """What the player must do before the payment can go on."""

    type: NotRequired[Literal["authenticate"]]
    # For the payment provider's client library.
    client_secret: str


@final
class Nothing(TypedDict):
    """No data."""


@final
class OpenRound(TypedDict):
    """Data of `dealer.open`."""

    table_id: str
    # That the round is to have: with it, a repetition can't open another one.
    number: NotRequired[int | None]


OutcomeView: TypeAlias = (
    "RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView"
)


@final
class PaidView(TypedDict):
    """What was paid in one currency."""

    # ISO 4217 code.
    currency: str
    payout: int


@final
class PendingLimitView(TypedDict):
    """A higher limit that waits: from `effective_at` on it can be confirmed, for a week."""

    # Minor units; minutes for `play`. Null for no limit.
    value: int | None
    effective_at: str


@final
class PendingView(TypedDict):
    """What waits for a second person's word."""

    act_id: str
    # correct or void
    wish: str
    by: str
    reason: str
    outcome: dict[str, Any] | None
    cards: list[str] | None


Phase: TypeAlias = Literal[
    "open",
    "closing",
    "closed",
    "playing",
    "result",
    "settled",
    "voided",
]


@final
class PlaceBet(TypedDict):
    """Data of `bet.place`."""

    # Made by the client, unique for the player.
    bet_id: str
    round_id: str
    stakes: list[StakeMessage]
    table_id: str


@final
class PlayRound(TypedDict):
    """A round that a player asks for."""

    # In all, in minor units of the player's currency.
    stake: int
    # What the game leaves to choose: `{"direction": "under"|"over", "chance": n}` at dice, n of
    # 10,000; `{"target": hundredths}` at limbo; none at slots.
    choice: NotRequired[dict[str, Any] | None]
    # Demands that this client seed is in use.
    client_seed: NotRequired[str | None]


PlayView: TypeAlias = "GrowthView | BlackjackPlayView"


@final
class PlayerLimitView(TypedDict):
    """One of a player's limits, and what it leaves."""

    kind: LimitKind
    period: LimitPeriod
    # Minor units; minutes for `play`. Null for no limit.
    value: int | None
    # Of the present period: deposits that have begun and have not failed; stakes less payouts,
    # never below 0; minutes played without a break.
    used: int
    # Null where there is no limit.
    remaining: int | None
    # When the period is over; of a session of play, when a break from now on is long enough.
    # Null where there is nothing to reset.
    resets_at: str | None
    pending: PendingLimitView | None


@final
class PlayerLimitsView(TypedDict):
    """The limits that a player can set."""

    items: list[PlayerLimitView]


@final
class Pong(TypedDict):
    """Answer of `ping`."""

    server_time: str


@final
class Position(TypedDict):
    """The last event that a client has seen of a channel."""

    epoch: str
    seq: int


@final
class PresenceChanged(TypedDict):
    """How many are at a table."""

    players: int


@final
class ProfileView(TypedDict):
    """A player, as they see themselves."""

    player_id: str
    email: str
    display_name: str
    country: str
    # ISO 4217 code.
    currency: str
    status: AccountStatus
    kyc_status: KycStatus
    locale: str
    # Why you may not play now, if you may not.
    restriction: RestrictionView | None
    # Whether you are to be asked for limits before your first deposit and have not chosen yet:
    # `PUT /v1/me/limits/deposit/{period}` with a value, or with null for none.
    limits_prompt_due: bool
    marketing: MarketingView
    created_at: str
    # The sign-in before this session's.
    previous_login_at: str | None


@final
class ReadHistory(TypedDict):
    """Data of `channel.history`."""

    channel: str
    since: Position
    limit: NotRequired[int]


@final
class RealityCheck(TypedDict):
    """How long the player has been playing, and what came of it; it has to be acknowledged."""

    # Since the session of play began.
    elapsed_minutes: int
    # Since then, in minor units.
    staked: int
    # Stakes that were returned included.
    paid_out: int
    # Paid out less staked: below 0, the player has lost.
    net: int


@final
class Refresh(TypedDict):
    """Body of ``POST /v1/auth/refresh``."""

    refresh_token: str


@final
class Register(TypedDict):
    """Body of ``POST /v1/auth/register``."""

    email: str
    # No rules of composition; not one that is easily guessed.
    password: str
    # What others at a table see.
    display_name: str
    # RFC 3339 full-date.
    date_of_birth: str
    # ISO 3166-1 alpha-2.
    country: str
    # ISO 4217 code.
    currency: str
    # Must be true.
    accept_terms: Literal[True]


@final
class Registered(TypedDict):
    """An account as it has just been registered."""

    player_id: str
    status: AccountStatus


@final
class Reinstated(TypedDict):
    """When the account opens."""

    opens_at: str


@final
class ResetPassword(TypedDict):
    """Body of ``POST /v1/auth/password/reset``."""

    email: str
    code: str
    # No rules of composition; not one that is easily guessed.
    password: str


@final
class RestrictionView(TypedDict):
    """Why a player may not play now, and until when."""

    # `timed_out`, `self_excluded`, or another reason of the house's.
    reason: str
    until: str | None
    # Whether it ends by itself; after a self-exclusion you ask for reinstatement.
    lapses: bool


@final
class ResultView(TypedDict):
    """One of a table's last results."""

    round_id: str
    number: int
    # In brief: of blackjack the dealer's hand, the players' are in the round.
    outcome: OutcomeView


@final
class RevealedView(TypedDict):
    """Seeds that are not used any more."""

    # SHA-256 of the server seed's text, in hex.
    commitment: str
    server_seed: str
    client_seed: str
    # How many were drawn from them: nonces 0 to one less.
    rounds: int


@final
class RollView(TypedDict):
    """What was rolled at dice."""

    # 0 to 9,999.
    roll: int


@final
class RotateSeeds(TypedDict):
    """A wish for other seeds."""

    # To be used from now on; a random one if none is given.
    client_seed: NotRequired[str | None]


@final
class RouletteOutcomeView(TypedDict):
    """Where the ball fell."""

    # 00 of an American wheel is 37.
    pocket: int
    colour: str


@final
class RoundCard(TypedDict):
    """The dealer has dealt a card."""

    round_id: str
    # Rank and suit: `AS`, `TD`.
    card: str
    # How many were dealt before.
    position: int
    next_at: str


@final
class RoundClosed(TypedDict):
    """No more bets."""

    round_id: str
    next_at: str


@final
class RoundClosing(TypedDict):
    """Last bets, please."""

    round_id: str
    closes_at: str
    next_at: str


@final
class RoundCorrected(TypedDict):
    """A card had been read wrong: these are the ones that were dealt."""

    round_id: str
    cards: list[str]
    next_at: str


@final
class RoundOpened(TypedDict):
    """A round takes bets."""

    round_id: str
    number: int
    opened_at: str
    # From then on no bet is taken.
    closes_at: str
    next_at: str
    # Null where a person deals; else SHA-256 of the server seed's text, in hex.
    commitment: str | None


@final
class RoundPlayed(TypedDict):
    """A round and what came of it."""

    round_id: str
    game_id: str
    outcome: RollView | MultiplierView | SpinsView
    stake: int
    # All that came back, the stake included; 0 if it lost.
    payout: int
    # What decided its fraction of a minor unit; null where it had none.
    rounding: RoundingView | None
    # ISO 4217 code.
    currency: str
    # After it, the payout included.
    balance: BalanceView
    played_at: str
    fairness: InstantFairnessView


@final
class RoundPlaying(TypedDict):
    """Players act: the round is on, and how it stands has changed."""

    round_id: str
    play: PlayView | None
    # Null where the end is a secret of the seed.
    next_at: str | None


@final
class RoundResult(TypedDict):
    """Where the ball fell, and how to check it."""

    round_id: str
    number: int
    outcome: OutcomeView
    # Null where a person deals.
    fairness: FairnessView | None
    next_at: str


@final
class RoundSettled(TypedDict):
    """Every bet of a round has been paid what it won."""

    bets: int
    # Of the two sums; `totals` has every currency.
    currency: str
    total_stake: int
    total_payout: int
    totals: list[TotalView]
    round_id: str
    number: int
    next_at: str


@final
class RoundView(TypedDict):
    """Everything needed to redraw and verify a round."""

    round_id: str
    table_id: str
    game_id: str
    number: int
    phase: Phase
    opened_at: str
    closes_at: str
    # When it ended, settled or voided.
    settled_at: str | None
    void_reason: str | None
    # Which version of what the game pays.
    paytable: str
    # How it was played, where players act.
    play: PlayView | None
    outcome: OutcomeView | None
    # Null where a person deals.
    fairness: FairnessView | None
    # What decides the fractions of its bets' payouts, once it has its result. Null where they
    # are rounded down.
    rounding_seed: str | None
    # Of its seed in the table's chain of seeds.
    link: LinkView | None
    turnover: TurnoverView


@final
class RoundVoided(TypedDict):
    """A round has no result; every stake is returned."""

    round_id: str
    reason: str
    next_at: str


@final
class RoundingView(TypedDict):
    """What decided the fraction of a payout: below it one more minor unit was paid."""

    drawn: int
    # It was one of so many, from 0.
    of: int


@final
class SeatLeft(TypedDict):
    """Somebody got up."""

    table_id: str
    seat: int


@final
class SeatOutcomeView(TypedDict):
    """How the hands of a seat ended."""

    seat: int
    insured: bool
    hands: list[HandOutcomeView]


@final
class SeatTaken(TypedDict):
    """Somebody sat down."""

    table_id: str
    seat: int


@final
class SeatView(TypedDict):
    """A seat that was bet on, and its hands."""

    seat: int
    # How many decisions were made for it; the next one names this.
    turn: int
    # Null where it was not decided.
    insured: NotRequired[bool | None]
    # Another one for each split, in that order.
    hands: list[HandView]


@final
class SeatsView(TypedDict):
    """The seats of a table that somebody sits at."""

    # By anybody.
    taken: list[int]
    yours: list[int]


@final
class SeedsRotated(TypedDict):
    """The seeds in use from now on, and those that were in use until now."""

    # SHA-256 of the server seed's text, in hex.
    commitment: str
    client_seed: str
    # Of the next round: how many were drawn from these seeds.
    nonce: int
    # To the server seed after this one.
    next_commitment: str
    revealed: RevealedView


@final
class SeedsView(TypedDict):
    """What a player's next rounds are drawn from."""

    # SHA-256 of the server seed's text, in hex.
    commitment: str
    client_seed: str
    # Of the next round: how many were drawn from these seeds.
    nonce: int
    # To the server seed after this one.
    next_commitment: str


@final
class SendChat(TypedDict):
    """Data of `chat.send`."""

    table_id: str
    text: str
    # Made by the client: the same again says nothing twice.
    message_id: NotRequired[str | None]


@final
class SessionClosing(TypedDict):
    """The house ends this connection, now or in a while."""

    # `logged_out`, `replaced`, `flood`, `suspended`, …
    reason: str
    # The close code that this stands for.
    code: int
    # Whether to open a new connection.
    reconnect: bool
    # When to move on by yourself; without it, it ends now.
    in_seconds: NotRequired[int | None]


@final
class SetLimit(TypedDict):
    """Body of ``PUT /v1/me/limits/{kind}/{period}``."""

    # Minor units; minutes for `play`. Null for no limit.
    value: int | None


@final
class SpinView(TypedDict):
    """One turn of a slot machine's reels."""

    # The place of each reel's strip in the window's top row.
    stops: list[int]
    # Reel by reel from the left, each from the top.
    window: list[list[str]]
    lines: list[LineWinView]
    scatters: int
    # In line stakes, before the multiplier.
    scatter_pays: int
    multiplier: int
    free_spins_won: int
    # In line stakes, the multiplier included.
    pays: int


@final
class SpinsView(TypedDict):
    """A slot machine's round: the spin that was paid for, and the free ones after it."""

    spins: list[SpinView]
    free_spins: int
    # In line stakes: a stake's share of one line.
    pays: int


@final
class StakeMessage(TypedDict):
    """Money on one spot of the layout."""

    type: str
    # What it is on: numbers, an ordinal, a target; none where there is no choice.
    selection: NotRequired[list[int] | None]
    amount: int


@final
class TableChanged(TypedDict):
    """A table is opened, paused, closed, or stands still for maintenance."""

    status: TableStatus
    # For people; may be left out.
    reason: NotRequired[str | None]


@final
class TablePage(TypedDict):
    """TablePage."""

    items: list[TableView]
    next_cursor: str | None


TableStatus: TypeAlias = "Literal['open', 'paused', 'closing', 'maintenance', 'closed']"


@final
class TableView(TypedDict):
    """A live table and the round that is on."""

    table_id: str
    game_id: str
    name: str
    status: TableStatus
    # ISO 4217 code.
    currency: str
    limits: LimitsView
    players: int
    # Whether a person deals; if not, rounds run by themselves.
    dealer: bool
    # Where the table can be seen.
    video_url: str | None
    # Null before the first round.
    phase: Phase | None
    round_id: str | None
    number: int | None
    # From then on no bet is taken.
    closes_at: str | None
    # When the next phase is due.
    next_at: str | None
    commitment: str | None
    # How the round is being played, if it is.
    play: PlayView | None
    outcome: OutcomeView | None
    fairness: FairnessView | None
    turnover: TurnoverView | None
    # What `cash_outs.summary` told last of the round that is on; null where it has told
    # nothing, and wherever else than in the answer to `table.join`.
    cash_outs: NotRequired[CashOutsView | None]
    # Newest first.
    last_results: list[ResultView]
    # Those that a dealer has dealt in this round so far.
    cards: list[str]
    # Where its seeds come from; null before its first round, where a person deals, and in the
    # answer to `table.join`.
    chain: ChainView | None
    # What it goes on with after that; null where `chain` can be. What is kept of it now proves
    # later that nobody chose it by what came of it.
    next_chain: ChainView | None
    # Null in lists, and where there are no seats.
    seats_taken: NotRequired[list[int] | None]


@final
class TakeTimeOut(TypedDict):
    """Body of ``POST /v1/me/time-out``."""

    # ISO 8601, `P1D` to `P42D`, as your jurisdiction has it.
    duration: str


@final
class TicketView(TypedDict):
    """Leave to open one connection, once, within seconds."""

    ticket: str
    # Seconds.
    expires_in: int
    # Connect to this with `?ticket=…`.
    websocket_url: str


@final
class Tokens(TypedDict):
    """A session."""

    # Send as `Authorization: Bearer …`.
    access_token: str
    id_token: str
    refresh_token: str
    # Seconds until the access token expires.
    expires_in: int
    # Why the player may not play now, if they may not.
    restriction: RestrictionView | None


@final
class TotalView(TypedDict):
    """What was bet and paid in one currency."""

    # ISO 4217 code.
    currency: str
    stake: int
    payout: int


@final
class TotalsView(TypedDict):
    """What has flowed through a wallet in a period, in minor units."""

    # ISO 4217 code.
    currency: str
    # Null: since the account was opened.
    since: str | None
    until: str
    # Of the period, if it has a beginning.
    elapsed_seconds: int | None
    deposited: int
    withdrawn: int
    # Deposited less withdrawn.
    net_deposits: int
    staked: int
    # All that came back from games, returned stakes included.
    paid_out: int
    # Paid out less staked: above zero, the player is ahead.
    net_position: int


@final
class TransactionPage(TypedDict):
    """TransactionPage."""

    items: list[TransactionView]
    next_cursor: str | None


@final
class TransactionView(TypedDict):
    """One line of a player's history."""

    transaction_id: str
    type: EntryType
    # Signed: the effect on `available`, in minor units.
    amount: int
    # ISO 4217 code.
    currency: str
    # `available` right after it.
    balance_after: int
    created_at: str
    # What it is about.
    reference: dict[str, Any]


TransferKind: TypeAlias = "Literal['refund', 'payout']"

TransferStatus: TypeAlias = Literal[
    "planned",
    "sent",
    "succeeded",
    "failed",
    "abandoned",
]


@final
class TransferView(TypedDict):
    """A part of a withdrawal and the way it goes."""

    type: TransferKind
    amount: int
    status: TransferStatus
    # The deposit a refund returns to.
    deposit_id: NotRequired[str | None]


@final
class TurnoverView(TypedDict):
    """What was bet and paid on a round."""

    bets: int
    # Of the two sums; `totals` has every currency.
    currency: str
    total_stake: int
    total_payout: int
    totals: list[TotalView]


Volatility: TypeAlias = "Literal['low', 'medium', 'high']"


@final
class WalletUpdated(TypedDict):
    """A player's balances have changed."""

    # What can be staked: cash and bonus.
    available: int
    cash: int
    bonus: int
    # Taken out of cash for withdrawals under way.
    held: int
    # Rises by one with each transaction.
    version: int
    # ISO 4217 code.
    currency: str
    # The type of the transaction that changed them.
    reason: str
    # Its effect on `available`.
    amount: int
    transaction_id: str


@final
class WalletView(TypedDict):
    """A player's wallet."""

    # What can be staked: cash and bonus.
    available: int
    cash: int
    bonus: int
    # Taken out of cash for withdrawals under way.
    held: int
    # Rises by one with each transaction.
    version: int
    # ISO 4217 code.
    currency: str
    # When these balances were read, RFC 3339.
    as_of: str


@final
class WithdrawalRequest(TypedDict):
    """Money to be paid out."""

    # Minor units of the currency.
    amount: int
    # ISO 4217 code.
    currency: str


WithdrawalStatus: TypeAlias = Literal[
    "pending_review",
    "processing",
    "paid",
    "rejected",
    "failed",
]


@final
class WithdrawalView(TypedDict):
    """A withdrawal."""

    withdrawal_id: str
    status: WithdrawalStatus
    # Minor units of the currency.
    amount: int
    # ISO 4217 code.
    currency: str
    # How much of it has been sent.
    paid_amount: int
    created_at: str
    updated_at: str
    transfers: list[TransferView]
    failure_reason: NotRequired[FailureReason | None]
