// Written by `make api` from docs/api/asyncapi.json. Change the models instead.

/** The house tells everybody something. */
export interface AnnouncementMade {
  readonly announcement_id: string;
  /** Plain text. */
  readonly text: string;
  readonly level: Level;
  /** When it is no longer current. */
  readonly until: string;
}

/** A wallet's balances, in minor units of its currency. */
export interface BalanceView {
  /** What can be staked: cash and bonus. */
  readonly available: number;
  readonly cash: number;
  readonly bonus: number;
  /** Taken out of cash for withdrawals under way. */
  readonly held: number;
  /** Rises by one with each transaction. */
  readonly version: number;
}

/** Answer of `bet.place`. */
export interface BetAccepted {
  readonly bet_id: string;
  readonly status: "accepted";
  readonly round_id: string;
  /** Of all stakes together, in minor units. */
  readonly stake: number;
  readonly currency: string;
  readonly balance: BalanceView;
  /** There and true where this bet had been accepted before. */
  readonly replayed?: boolean;
}

/** What came of a player's bet. */
export interface BetSettled {
  readonly bet_id: string;
  readonly table_id: string;
  readonly round_id: string;
  readonly stake: number;
  /** All that came back, the stake included; 0 if it lost. */
  readonly payout: number;
  readonly currency: string;
  /** Null if the round was voided. */
  readonly outcome: OutcomeView | null;
}

/** A bet's one answer. */
export interface BetView {
  readonly bet_id: string;
  /** Null for a round of an instant game. */
  readonly table_id: string | null;
  readonly round_id: string;
  readonly game_id: string;
  /** accepted, won, lost or void */
  readonly status: string;
  readonly currency: string;
  readonly stake: number;
  readonly stakes: readonly StakeMessage[];
  /** Null until the round is settled for this bet. */
  readonly payout: number | null;
  readonly outcome: OutcomeView | RollView | MultiplierView | null;
  readonly placed_at: string;
  readonly settled_at: string | null;
}

/** How much has been bet on a round so far. */
export interface BetsSummary {
  readonly round_id: string;
  readonly bets: number;
  readonly currency: string;
  readonly total_stake: number;
  readonly totals: readonly TotalView[];
}

/** A channel and its last event's number. */
export interface ChannelView {
  readonly channel: string;
  /** Numbers of another epoch can't be compared with these. */
  readonly epoch: string;
  readonly seq: number;
}

/** One numbered event of a channel. */
export interface EventMessage {
  readonly type: "event";
  readonly channel: string;
  readonly epoch: string;
  /** One more than the event's before it on this channel. */
  readonly seq: number;
  readonly event: string;
  readonly at: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** How an outcome can be checked. */
export interface FairnessView {
  readonly scheme: string;
  readonly commitment: string;
  readonly client_seed: string;
  readonly nonce: number;
  /** Null until it is revealed. */
  readonly server_seed: string | null;
}

/** Data of `bet.get`. */
export interface GetBet {
  readonly bet_id: string;
}

/** Answer of `session.hello`: how the service works. */
export interface Hello {
  readonly connection_id: string;
  readonly player_id: string;
  readonly server_time: string;
  /** Seconds between pings that keep it alive. */
  readonly heartbeat_interval: number;
  /** Seconds of silence after which it is closed. */
  readonly idle_limit: number;
  /** Seconds after which it is closed in any case. */
  readonly max_lifetime: number;
  /** What this connection hears from now on. */
  readonly channels: readonly ChannelView[];
}

/** Answer of `channel.history`. */
export interface History {
  readonly channel: string;
  /** Numbers of another epoch can't be compared with these. */
  readonly epoch: string;
  readonly seq: number;
  /** False where the gap can't be replayed whole. */
  readonly recovered: boolean;
  /** Oldest first. */
  readonly events: readonly EventMessage[];
}

/** Data of `channel.join`. */
export interface JoinChannel {
  readonly channel: string;
  readonly since?: Position | null;
}

/** Data of `table.join`. */
export interface JoinTable {
  readonly table_id: string;
  readonly since?: Position | null;
}

/** Answer of `table.join` and `channel.join`. */
export interface Joined {
  readonly channel: string;
  /** Numbers of another epoch can't be compared with these. */
  readonly epoch: string;
  readonly seq: number;
  /** False where the gap can't be replayed whole. */
  readonly recovered: boolean;
  /** Oldest first. */
  readonly events: readonly EventMessage[];
  /** What the channel is about, as it is; there unless the gap was replayed: the table; in the lobby, the first page of `GET /v1/tables`; of the announcements, those that are current, newest first. */
  readonly snapshot?: Readonly<Record<string, unknown>> | null;
}

/** Data of `channel.leave`. */
export interface LeaveChannel {
  readonly channel: string;
}

/** Data of `table.leave`. */
export interface LeaveTable {
  readonly table_id: string;
}

/** How much an announcement matters. */
export type Level = Readonly<Record<string, unknown>>;

/** What a table takes, in minor units of the player's currency. */
export interface LimitsView {
  readonly min_stake: number;
  readonly max_stake: number;
  /** For all stakes of a bet together. */
  readonly max_bet: number;
}

/** Some tables have changed; each is told as it is now. */
export interface LobbyChanged {
  readonly tables: readonly LobbyTable[];
}

/** A table as a lobby shows it: some of what `GET /v1/tables` says, under the same names. */
export interface LobbyTable {
  readonly table_id: string;
  readonly game_id: string;
  readonly name: string;
  readonly status: TableStatus;
  readonly limits: LimitsView;
  readonly players: number;
  /** Null before the first round. */
  readonly phase: Phase | null;
  readonly round_id: string | null;
  /** From then on no bet is taken. */
  readonly closes_at: string | null;
  /** When the next phase is due. */
  readonly next_at: string | null;
  /** The first of `last_results`. */
  readonly last_result: ResultView | null;
}

/** The multiplier that limbo drew. */
export interface MultiplierView {
  /** In hundredths. */
  readonly multiplier: number;
}

/** No data. */
export type Nothing = Readonly<Record<string, never>>;

/** Where the ball fell. */
export interface OutcomeView {
  readonly pocket: number;
  readonly colour: string;
}

/** Where a round stands. */
export type Phase = Readonly<Record<string, unknown>>;

/** Data of `bet.place`. */
export interface PlaceBet {
  /** Made by the client, unique for the player. */
  readonly bet_id: string;
  readonly table_id: string;
  readonly round_id: string;
  readonly stakes: readonly StakeMessage[];
}

/** Answer of `ping`. */
export interface Pong {
  readonly server_time: string;
}

/** The last event that a client has seen of a channel. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

/** How many are at a table. */
export interface PresenceChanged {
  readonly players: number;
}

/** Data of `channel.history`. */
export interface ReadHistory {
  readonly channel: string;
  readonly since: Position;
  readonly limit?: number;
}

/** One of a table's last results. */
export interface ResultView {
  readonly round_id: string;
  readonly number: number;
  readonly outcome: OutcomeView;
}

/** What was rolled at dice. */
export interface RollView {
  /** 0 to 9,999. */
  readonly roll: number;
}

/** No more bets. */
export interface RoundClosed {
  readonly round_id: string;
  readonly next_at: string;
}

/** Last bets, please. */
export interface RoundClosing {
  readonly round_id: string;
  readonly closes_at: string;
  readonly next_at: string;
}

/** A round takes bets. */
export interface RoundOpened {
  readonly round_id: string;
  readonly number: number;
  readonly opened_at: string;
  /** From then on no bet is taken. */
  readonly closes_at: string;
  readonly next_at: string;
  /** SHA-256 of the server seed's text, in hex. */
  readonly commitment: string;
}

/** Where the ball fell, and how to check it. */
export interface RoundResult {
  readonly round_id: string;
  readonly number: number;
  readonly outcome: OutcomeView;
  readonly fairness: FairnessView;
  readonly next_at: string;
}

/** Every bet of a round has been paid what it won. */
export interface RoundSettled {
  readonly bets: number;
  /** Of the two sums; `totals` has every currency. */
  readonly currency: string;
  readonly total_stake: number;
  readonly total_payout: number;
  readonly totals: readonly TotalView[];
  readonly round_id: string;
  readonly number: number;
  readonly next_at: string;
}

/** A round has no result; every stake is returned. */
export interface RoundVoided {
  readonly round_id: string;
  readonly reason: string;
  readonly next_at: string;
}

/** The house ends this connection, now or in a while. */
export interface SessionClosing {
  /** `logged_out`, `replaced`, `flood`, `suspended`, … */
  readonly reason: string;
  /** The close code that this stands for. */
  readonly code: number;
  /** Whether to open a new connection. */
  readonly reconnect: boolean;
  /** When to move on by yourself; without it, it ends now. */
  readonly in_seconds?: number | null;
}

/** Money on one spot of the layout. */
export interface StakeMessage {
  readonly type: string;
  /** What it is on: numbers, an ordinal, a target; none where there is no choice. */
  readonly selection?: readonly number[] | null;
  readonly amount: number;
}

/** Whether a table plays. */
export type TableStatus = Readonly<Record<string, unknown>>;

/** What was bet and paid in one currency. */
export interface TotalView {
  readonly currency: string;
  readonly stake: number;
  readonly payout: number;
}

/** A player's balances have changed. */
export interface WalletUpdated {
  /** What can be staked: cash and bonus. */
  readonly available: number;
  readonly cash: number;
  readonly bonus: number;
  /** Taken out of cash for withdrawals under way. */
  readonly held: number;
  /** Rises by one with each transaction. */
  readonly version: number;
  readonly currency: string;
  /** The type of the transaction that changed them. */
  readonly reason: string;
  /** Its effect on `available`. */
  readonly amount: number;
  readonly transaction_id: string;
}
