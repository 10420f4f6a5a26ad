# Written by `make api` from docs/api/asyncapi.json. Change the models instead.
"""What requests, replies and events carry."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypeAlias, TypedDict


class ActDone(TypedDict):
    """Answer of every act: what it was kept as, and the round after it."""

    # Null where it was so already, and nothing was done.
    act_id: str | None
    round: DealingView | None


class AnnouncementMade(TypedDict):
    """The house tells everybody something."""

    announcement_id: str
    # Plain text.
    text: str
    level: Level
    # When it is no longer current.
    until: str


class AskCorrection(TypedDict):
    """Data of `dealer.correct`: the right outcome, or the right cards."""

    table_id: str
    round_id: str
    outcome: NotRequired[dict[str, Any] | None]
    cards: NotRequired[list[str] | None]
    reason: str


class AskVoid(TypedDict):
    """Data of `dealer.void`."""

    table_id: str
    round_id: str
    reason: str


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


class BetAccepted(TypedDict):
    """Answer of `bet.place`."""

    bet_id: str
    status: Literal["accepted"]
    round_id: str
    # Of all stakes together, in minor units.
    stake: int
    currency: str
    balance: BalanceView
    # There and true where this bet had been accepted before.
    replayed: NotRequired[bool]


class BetSettled(TypedDict):
    """What came of a player's bet."""

    bet_id: str
    table_id: str
    round_id: str
    stake: int
    # All that came back, the stake included; 0 if it lost.
    payout: int
    currency: str
    # Null if the round was voided.
    outcome: OutcomeView | None


class BetView(TypedDict):
    """A bet's one answer."""

    bet_id: str
    # Null for a round of an instant game.
    table_id: str | None
    round_id: str
    game_id: str
    # accepted, won, lost or void
    status: str
    currency: str
    stake: int
    stakes: list[StakeMessage]
    # Null until the round is settled for this bet.
    payout: int | None
    outcome: OutcomeView | RollView | MultiplierView | SpinsView | None
    placed_at: str
    settled_at: str | None


class BetsSummary(TypedDict):
    """How much has been bet on a round so far."""

    round_id: str
    bets: int
    currency: str
    total_stake: int
    totals: list[TotalView]


class BlackjackOutcomeView(TypedDict):
    """How a round of blackjack ended."""

    dealer: DealerOutcomeView
    seats: list[SeatOutcomeView]


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


class CashOut(TypedDict):
    """Data of `bet.cash_out`."""

    bet_id: str
    round_id: str


class CashOutsSummary(TypedDict):
    """How many bets have been cashed out of the round so far, and for how much."""

    round_id: str
    cash_outs: int
    currency: str
    total_payout: int
    totals: list[PaidView]


class CashedOut(TypedDict):
    """Answer of `bet.cash_out`."""

    bet_id: str
    status: Literal["cashed_out"]
    round_id: str
    # In hundredths: 231 is 2.31 times the stake.
    multiplier: int
    payout: int
    currency: str
    balance: BalanceView
    # There and true where it had been cashed out before.
    replayed: NotRequired[bool]


class ChannelView(TypedDict):
    """A channel and its last event's number."""

    channel: str
    # Numbers of another epoch can't be compared with these.
    epoch: str
    seq: int


class ChatMessage(TypedDict):
    """Somebody said something at the table."""

    message_id: str
    # The display name; nothing else tells who it was.
    player_name: str
    # Parts of it may be masked.
    text: str
    at: str


class CloseRound(TypedDict):
    """Data of `dealer.close`."""

    table_id: str
    round_id: str


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


class CrashOutcomeView(TypedDict):
    """Where the multiplier broke."""

    # In hundredths: 231 is 2.31 times the stake.
    multiplier: int


class DealerHandView(TypedDict):
    """The dealer's cards: the up card alone until the others are turned."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    # An ace counts 11 in it.
    soft: bool


class DealerOutcomeView(TypedDict):
    """The dealer's hand at the end."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    blackjack: bool


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


class DecideAct(TypedDict):
    """Data of `dealer.approve` and `dealer.refuse`."""

    table_id: str
    # Of what was asked for.
    act_id: str


class DecideHand(TypedDict):
    """Data of `blackjack.decide`."""

    table_id: str
    round_id: str
    seat: int
    hand: NotRequired[int]
    # How many decisions were made for the seat before, as the round shows it.
    turn: int
    decision: Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]


class DecisionView(TypedDict):
    """What was decided about a hand."""

    seat: int
    hand: int
    decision: Literal["hit", "stand", "double", "split", "surrender", "insure", "decline"]
    # Nobody decided in time.
    timed_out: NotRequired[bool]


class EnterCard(TypedDict):
    """Data of `dealer.card`."""

    table_id: str
    round_id: str
    # Rank and suit: `TD`.
    card: str
    # How many were entered before.
    position: int


class EnterOutcome(TypedDict):
    """Data of `dealer.outcome`."""

    table_id: str
    round_id: str
    # As the game writes it, such as `{pocket: 17}`.
    outcome: dict[str, Any]


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


class FairnessView(TypedDict):
    """How an outcome can be checked."""

    scheme: str
    commitment: str
    client_seed: str
    nonce: int
    # Null until it is revealed.
    server_seed: str | None


class GetBet(TypedDict):
    """Data of `bet.get`."""

    bet_id: str


class GrowthView(TypedDict):
    """A round in which what bets are worth grows with time."""

    # From then on the multiplier is e^(0.06 t), t in seconds, rounded down to hundredths.
    started_at: str


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


class HandName(TypedDict):
    """A hand, by its seat and its number at that seat; both count from 1."""

    seat: int
    hand: int


class HandOutcomeView(TypedDict):
    """How a hand ended."""

    # Rank and suit: `AS`, `TD`.
    cards: list[str]
    total: int
    doubled: bool
    result: Literal["blackjack", "win", "push", "surrender", "lose", "bust"]


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


class JoinChannel(TypedDict):
    """Data of `channel.join`."""

    channel: str
    since: NotRequired[Position | None]


class JoinConsole(TypedDict):
    """Data of `dealer.join`."""

    table_id: str
    since: NotRequired[Position | None]


class JoinTable(TypedDict):
    """Data of `table.join`."""

    table_id: str
    since: NotRequired[Position | None]


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


class LeaveChannel(TypedDict):
    """Data of `channel.leave`."""

    channel: str


class LeaveTable(TypedDict):
    """Data of `table.leave`."""

    table_id: str


class Level(TypedDict):
    """How much an announcement matters."""


class LimitsView(TypedDict):
    """What a table takes, in minor units of the player's currency."""

    min_stake: int
    max_stake: int
    # For all stakes of a bet together.
    max_bet: int


class LineWinView(TypedDict):
    """What one line of a slot machine pays."""

    # From 1.
    line: int
    symbol: str
    # On how many reels from the left.
    count: int
    # In line stakes, before the spin's multiplier.
    pays: int


class LobbyChanged(TypedDict):
    """Some tables have changed; each is told as it is now."""

    tables: list[LobbyTable]


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


class MultiplierView(TypedDict):
    """The multiplier that limbo drew."""

    # In hundredths.
    multiplier: int


class NameSeat(TypedDict):
    """Data of `seat.take` and `seat.leave`."""

    table_id: str
    seat: int


class NameTable(TypedDict):
    """Data of `seat.list`."""

    table_id: str


class Nothing(TypedDict):
    """No data."""


class OpenRound(TypedDict):
    """Data of `dealer.open`."""

    table_id: str
    # That the round is to have: with it, a repetition can't open another one.
    number: NotRequired[int | None]


OutcomeView: TypeAlias = (
    "RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView"
)


class PaidView(TypedDict):
    """What was paid in one currency."""

    currency: str
    payout: int


class PendingView(TypedDict):
    """What waits for a second person's word."""

    act_id: str
    # correct or void
    wish: str
    by: str
    reason: str
    outcome: dict[str, Any] | None
    cards: list[str] | None


class Phase(TypedDict):
    """Where a round stands."""


class PlaceBet(TypedDict):
    """Data of `bet.place`."""

    # Made by the client, unique for the player.
    bet_id: str
    table_id: str
    round_id: str
    stakes: list[StakeMessage]


PlayView: TypeAlias = "GrowthView | BlackjackPlayView"


class Pong(TypedDict):
    """Answer of `ping`."""

    server_time: str


class Position(TypedDict):
    """The last event that a client has seen of a channel."""

    epoch: str
    seq: int


class PresenceChanged(TypedDict):
    """How many are at a table."""

    players: int


class ReadHistory(TypedDict):
    """Data of `channel.history`."""

    channel: str
    since: Position
    limit: NotRequired[int]


class ResultView(TypedDict):
    """One of a table's last results."""

    round_id: str
    number: int
    # In brief: of blackjack the dealer's hand, the players' are in the round.
    outcome: OutcomeView


class RollView(TypedDict):
    """What was rolled at dice."""

    # 0 to 9,999.
    roll: int


class RouletteOutcomeView(TypedDict):
    """Where the ball fell."""

    # 00 of an American wheel is 37.
    pocket: int
    colour: str


class RoundCard(TypedDict):
    """The dealer has dealt a card."""

    round_id: str
    # Rank and suit: `AS`, `TD`.
    card: str
    # How many were dealt before.
    position: int
    next_at: str


class RoundClosed(TypedDict):
    """No more bets."""

    round_id: str
    next_at: str


class RoundClosing(TypedDict):
    """Last bets, please."""

    round_id: str
    closes_at: str
    next_at: str


class RoundCorrected(TypedDict):
    """A card had been read wrong: these are the ones that were dealt."""

    round_id: str
    cards: list[str]
    next_at: str


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


class RoundPlaying(TypedDict):
    """Players act: the round is on, and how it stands has changed."""

    round_id: str
    play: PlayView | None
    # Null where the end is a secret of the seed.
    next_at: str | None


class RoundResult(TypedDict):
    """Where the ball fell, and how to check it."""

    round_id: str
    number: int
    outcome: OutcomeView
    # Null where a person deals.
    fairness: FairnessView | None
    next_at: str


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


class RoundVoided(TypedDict):
    """A round has no result; every stake is returned."""

    round_id: str
    reason: str
    next_at: str


class SeatLeft(TypedDict):
    """Somebody got up."""

    table_id: str
    seat: int


class SeatOutcomeView(TypedDict):
    """How the hands of a seat ended."""

    seat: int
    insured: bool
    hands: list[HandOutcomeView]


class SeatTaken(TypedDict):
    """Somebody sat down."""

    table_id: str
    seat: int


class SeatView(TypedDict):
    """A seat that was bet on, and its hands."""

    seat: int
    # How many decisions were made for it; the next one names this.
    turn: int
    # Null where it was not decided.
    insured: NotRequired[bool | None]
    # Another one for each split, in that order.
    hands: list[HandView]


class SeatsView(TypedDict):
    """The seats of a table that somebody sits at."""

    # By anybody.
    taken: list[int]
    yours: list[int]


class SendChat(TypedDict):
    """Data of `chat.send`."""

    table_id: str
    text: str
    # Made by the client: the same again says nothing twice.
    message_id: NotRequired[str | None]


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


class SpinsView(TypedDict):
    """A slot machine's round: the spin that was paid for, and the free ones after it."""

    spins: list[SpinView]
    free_spins: int
    # In line stakes: a stake's share of one line.
    pays: int


class StakeMessage(TypedDict):
    """Money on one spot of the layout."""

    type: str
    # What it is on: numbers, an ordinal, a target; none where there is no choice.
    selection: NotRequired[list[int] | None]
    amount: int


class TableChanged(TypedDict):
    """A table is opened, paused, closed, or stands still for maintenance."""

    status: TableStatus
    # For people; may be left out.
    reason: NotRequired[str | None]


class TableStatus(TypedDict):
    """Whether a table plays; `casino.tables.lifecycle` has the ways between these."""


class TotalView(TypedDict):
    """What was bet and paid in one currency."""

    currency: str
    stake: int
    payout: int


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
    currency: str
    # The type of the transaction that changed them.
    reason: str
    # Its effect on `available`.
    amount: int
    transaction_id: str
