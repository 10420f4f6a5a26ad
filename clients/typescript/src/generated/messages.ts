// Written by `make api` from docs/api/asyncapi.json. Change the models instead.

/** Answer of every act: what it was kept as, and the round after it. */
export interface ActDone {
  /** Null where it was so already, and nothing was done. */
  readonly act_id: string | null;
  readonly round: DealingView | null;
}

/** The house tells everybody something. */
export interface AnnouncementMade {
  readonly announcement_id: string;
  /** Plain text. */
  readonly text: string;
  readonly level: Level;
  /** When it is no longer current. */
  readonly until: string;
}

/** Data of `dealer.correct`: the right outcome, or the right cards. */
export interface AskCorrection {
  readonly table_id: string;
  readonly round_id: string;
  readonly outcome?: Readonly<Record<string, unknown>> | null;
  readonly cards?: readonly string[] | null;
  readonly reason: string;
}

/** Data of `dealer.void`. */
export interface AskVoid {
  readonly table_id: string;
  readonly round_id: string;
  readonly reason: string;
}

/** What was dealt: each card as rank and suit, such as `TD` for the ten of diamonds. */
export interface BaccaratOutcomeView {
  /** In the order dealt. */
  readonly player: readonly string[];
  /** In the order dealt. */
  readonly banker: readonly string[];
  readonly player_total: number;
  readonly banker_total: number;
  readonly winner: "player" | "banker" | "tie";
  readonly player_pair: boolean;
  readonly banker_pair: boolean;
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
  readonly outcome: OutcomeView | RollView | MultiplierView | SpinsView | null;
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

/** How a round of blackjack ended. */
export interface BlackjackOutcomeView {
  readonly dealer: DealerOutcomeView;
  readonly seats: readonly SeatOutcomeView[];
}

/** A round of blackjack that is being decided. */
export interface BlackjackPlayView {
  /** Where in the shoe the round's first card was. */
  readonly position: number;
  /** How many cards have left the shoe, the hole card included. */
  readonly dealt: number;
  readonly stage: "insurance" | "hands" | "over";
  readonly dealer: DealerHandView;
  readonly seats: readonly SeatView[];
  /** Whose turn it is; null for insurance. */
  readonly on?: HandName | null;
  /** What may be decided: about the hand that is on, or about insurance by every seat that has not. */
  readonly choices: readonly ("hit" | "stand" | "double" | "split" | "surrender" | "insure" | "decline")[];
  /** All of them: with the shoe they make up the round. */
  readonly decisions: readonly DecisionView[];
}

/** Data of `bet.cash_out`. */
export interface CashOut {
  readonly bet_id: string;
  readonly round_id: string;
}

/** How many bets have been cashed out of the round so far, and for how much. */
export interface CashOutsSummary {
  readonly round_id: string;
  readonly cash_outs: number;
  readonly currency: string;
  readonly total_payout: number;
  readonly totals: readonly PaidView[];
}

/** Answer of `bet.cash_out`. */
export interface CashedOut {
  readonly bet_id: string;
  readonly status: "cashed_out";
  readonly round_id: string;
  /** In hundredths: 231 is 2.31 times the stake. */
  readonly multiplier: number;
  readonly payout: number;
  readonly currency: string;
  readonly balance: BalanceView;
  /** There and true where it had been cashed out before. */
  readonly replayed?: boolean;
}

/** A channel and its last event's number. */
export interface ChannelView {
  readonly channel: string;
  /** Numbers of another epoch can't be compared with these. */
  readonly epoch: string;
  readonly seq: number;
}

/** Somebody said something at the table. */
export interface ChatMessage {
  readonly message_id: string;
  /** The display name; nothing else tells who it was. */
  readonly player_name: string;
  /** Parts of it may be masked. */
  readonly text: string;
  readonly at: string;
}

/** Data of `dealer.close`. */
export interface CloseRound {
  readonly table_id: string;
  readonly round_id: string;
}

/** Something was done at a table; consoles hear of it, players don't. */
export interface ConsoleAct {
  readonly act_id: string;
  /** `round.opened`, `round.corrected`, `table.status`, … */
  readonly kind: string;
  /** Who did it. */
  readonly by: string;
  /** dealer, operator or clock */
  readonly role: string;
  readonly round_id: string | null;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
  readonly reason: string | null;
  /** The act that this one approves or refuses. */
  readonly decides: string | null;
}

/** Where the multiplier broke. */
export interface CrashOutcomeView {
  /** In hundredths: 231 is 2.31 times the stake. */
  readonly multiplier: number;
}

/** The dealer's cards: the up card alone until the others are turned. */
export interface DealerHandView {
  /** Rank and suit: `AS`, `TD`. */
  readonly cards: readonly string[];
  readonly total: number;
  /** An ace counts 11 in it. */
  readonly soft: boolean;
}

/** The dealer's hand at the end. */
export interface DealerOutcomeView {
  /** Rank and suit: `AS`, `TD`. */
  readonly cards: readonly string[];
  readonly total: number;
  readonly blackjack: boolean;
}

/** A dealer's round as consoles see it. */
export interface DealingView {
  readonly round_id: string;
  readonly number: number;
  readonly phase: Phase;
  readonly closes_at: string;
  /** When the round clock acts by itself. */
  readonly next_at: string | null;
  readonly cards: readonly string[];
  /** As it was entered; it has not paid yet. */
  readonly outcome: Readonly<Record<string, unknown>> | null;
  readonly pending: PendingView | null;
  readonly void_reason: string | null;
}

/** Data of `dealer.approve` and `dealer.refuse`. */
export interface DecideAct {
  readonly table_id: string;
  /** Of what was asked for. */
  readonly act_id: string;
}

/** Data of `blackjack.decide`. */
export interface DecideHand {
  readonly table_id: string;
  readonly round_id: string;
  readonly seat: number;
  readonly hand?: number;
  /** How many decisions were made for the seat before, as the round shows it. */
  readonly turn: number;
  readonly decision: "hit" | "stand" | "double" | "split" | "surrender" | "insure" | "decline";
}

/** What was decided about a hand. */
export interface DecisionView {
  readonly seat: number;
  readonly hand: number;
  readonly decision: "hit" | "stand" | "double" | "split" | "surrender" | "insure" | "decline";
  /** Nobody decided in time. */
  readonly timed_out?: boolean;
}

/** Data of `dealer.card`. */
export interface EnterCard {
  readonly table_id: string;
  readonly round_id: string;
  /** Rank and suit: `TD`. */
  readonly card: string;
  /** How many were entered before. */
  readonly position: number;
}

/** Data of `dealer.outcome`. */
export interface EnterOutcome {
  readonly table_id: string;
  readonly round_id: string;
  /** As the game writes it, such as `{pocket: 17}`. */
  readonly outcome: Readonly<Record<string, unknown>>;
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

/** A round in which what bets are worth grows with time. */
export interface GrowthView {
  /** From then on the multiplier is e^(0.06 t), t in seconds, rounded down to hundredths. */
  readonly started_at: string;
}

/** Answer of `blackjack.decide`. */
export interface HandDecided {
  readonly round_id: string;
  readonly seat: number;
  readonly hand: number;
  readonly turn: number;
  readonly decision: "hit" | "stand" | "double" | "split" | "surrender" | "insure" | "decline";
  /** The round as it is now. */
  readonly play: BlackjackPlayView;
  /** Until when there is time; null if that is over. */
  readonly next_at: string | null;
  /** What the decision added to the bet, in minor units. */
  readonly stake: number | null;
  /** After what was added; null if nothing was. */
  readonly balance: BalanceView | null;
  /** There and true where this had been decided before. */
  readonly replayed?: boolean;
}

/** A hand, by its seat and its number at that seat; both count from 1. */
export interface HandName {
  readonly seat: number;
  readonly hand: number;
}

/** How a hand ended. */
export interface HandOutcomeView {
  /** Rank and suit: `AS`, `TD`. */
  readonly cards: readonly string[];
  readonly total: number;
  readonly doubled: boolean;
  readonly result: "blackjack" | "win" | "push" | "surrender" | "lose" | "bust";
}

/** A player's hand while the round is on. */
export interface HandView {
  /** Rank and suit: `AS`, `TD`. */
  readonly cards: readonly string[];
  readonly total: number;
  /** An ace counts 11 in it. */
  readonly soft: boolean;
  readonly doubled: boolean;
  readonly surrendered: boolean;
  readonly stood: boolean;
  /** Nothing is left to be decided about it. */
  readonly done: boolean;
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

/** Data of `dealer.join`. */
export interface JoinConsole {
  readonly table_id: string;
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

/** What one line of a slot machine pays. */
export interface LineWinView {
  /** From 1. */
  readonly line: number;
  readonly symbol: string;
  /** On how many reels from the left. */
  readonly count: number;
  /** In line stakes, before the spin's multiplier. */
  readonly pays: number;
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

/** Data of `seat.take` and `seat.leave`. */
export interface NameSeat {
  readonly table_id: string;
  readonly seat: number;
}

/** Data of `seat.list`. */
export interface NameTable {
  readonly table_id: string;
}

/** No data. */
export type Nothing = Readonly<Record<string, never>>;

/** Data of `dealer.open`. */
export interface OpenRound {
  readonly table_id: string;
  /** That the round is to have: with it, a repetition can't open another one. */
  readonly number?: number | null;
}

export type OutcomeView = RouletteOutcomeView | BaccaratOutcomeView | CrashOutcomeView | BlackjackOutcomeView;

/** What was paid in one currency. */
export interface PaidView {
  readonly currency: string;
  readonly payout: number;
}

/** What waits for a second person's word. */
export interface PendingView {
  readonly act_id: string;
  /** correct or void */
  readonly wish: string;
  readonly by: string;
  readonly reason: string;
  readonly outcome: Readonly<Record<string, unknown>> | null;
  readonly cards: readonly string[] | null;
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

export type PlayView = GrowthView | BlackjackPlayView;

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
  /** In brief: of blackjack the dealer's hand, the players' are in the round. */
  readonly outcome: OutcomeView;
}

/** What was rolled at dice. */
export interface RollView {
  /** 0 to 9,999. */
  readonly roll: number;
}

/** Where the ball fell. */
export interface RouletteOutcomeView {
  /** 00 of an American wheel is 37. */
  readonly pocket: number;
  readonly colour: string;
}

/** The dealer has dealt a card. */
export interface RoundCard {
  readonly round_id: string;
  /** Rank and suit: `AS`, `TD`. */
  readonly card: string;
  /** How many were dealt before. */
  readonly position: number;
  readonly next_at: string;
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

/** A card had been read wrong: these are the ones that were dealt. */
export interface RoundCorrected {
  readonly round_id: string;
  readonly cards: readonly string[];
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
  /** Null where a person deals; else SHA-256 of the server seed's text, in hex. */
  readonly commitment: string | null;
}

/** Players act: the round is on, and how it stands has changed. */
export interface RoundPlaying {
  readonly round_id: string;
  readonly play: PlayView | null;
  /** Null where the end is a secret of the seed. */
  readonly next_at: string | null;
}

/** Where the ball fell, and how to check it. */
export interface RoundResult {
  readonly round_id: string;
  readonly number: number;
  readonly outcome: OutcomeView;
  /** Null where a person deals. */
  readonly fairness: FairnessView | null;
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

/** Somebody got up. */
export interface SeatLeft {
  readonly table_id: string;
  readonly seat: number;
}

/** How the hands of a seat ended. */
export interface SeatOutcomeView {
  readonly seat: number;
  readonly insured: boolean;
  readonly hands: readonly HandOutcomeView[];
}

/** Somebody sat down. */
export interface SeatTaken {
  readonly table_id: string;
  readonly seat: number;
}

/** A seat that was bet on, and its hands. */
export interface SeatView {
  readonly seat: number;
  /** How many decisions were made for it; the next one names this. */
  readonly turn: number;
  /** Null where it was not decided. */
  readonly insured?: boolean | null;
  /** Another one for each split, in that order. */
  readonly hands: readonly HandView[];
}

/** The seats of a table that somebody sits at. */
export interface SeatsView {
  /** By anybody. */
  readonly taken: readonly number[];
  readonly yours: readonly number[];
}

/** Data of `chat.send`. */
export interface SendChat {
  readonly table_id: string;
  readonly text: string;
  /** Made by the client: the same again says nothing twice. */
  readonly message_id?: string | null;
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

/** One turn of a slot machine's reels. */
export interface SpinView {
  /** The place of each reel's strip in the window's top row. */
  readonly stops: readonly number[];
  /** Reel by reel from the left, each from the top. */
  readonly window: readonly (readonly string[])[];
  readonly lines: readonly LineWinView[];
  readonly scatters: number;
  /** In line stakes, before the multiplier. */
  readonly scatter_pays: number;
  readonly multiplier: number;
  readonly free_spins_won: number;
  /** In line stakes, the multiplier included. */
  readonly pays: number;
}

/** A slot machine's round: the spin that was paid for, and the free ones after it. */
export interface SpinsView {
  readonly spins: readonly SpinView[];
  readonly free_spins: number;
  /** In line stakes: a stake's share of one line. */
  readonly pays: number;
}

/** Money on one spot of the layout. */
export interface StakeMessage {
  readonly type: string;
  /** What it is on: numbers, an ordinal, a target; none where there is no choice. */
  readonly selection?: readonly number[] | null;
  readonly amount: number;
}

/** A table is opened, paused, closed, or stands still for maintenance. */
export interface TableChanged {
  readonly status: TableStatus;
  /** For people; may be left out. */
  readonly reason?: string | null;
}

/** Whether a table plays; `casino.tables.lifecycle` has the ways between these. */
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
