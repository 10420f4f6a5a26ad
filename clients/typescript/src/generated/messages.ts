// Written by `make api` from docs/api. Change the models instead.

/** The player may not play, pay in or chat any more: by their own wish. */
export interface AccountRestricted {
  /** `timed_out` or `self_excluded`, as errors say. */
  readonly reason: string;
  /** When that ends; after a self-exclusion nothing reopens by itself. */
  readonly until: string;
}

/** What a player may do with their account. */
export type AccountStatus = "pending_confirmation" | "active";

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

/** Body of ``POST /v1/auth/mfa``. */
export interface AnswerChallenge {
  /** As the challenge gave it. */
  readonly session: string;
  readonly code: string;
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

/** One round of a public beacon, whose value enters every seed of a chain. */
export interface BeaconView {
  /** `drand-quicknet`, the League of Entropy's; or `local`, a stand-in, whose values anybody can compute in advance. */
  readonly source: string;
  readonly round: number;
  /** 64 hex digits; null until it is known here. No round is opened from the chain before. */
  readonly value: string | null;
}

/** Answer to a bet. */
export interface BetAccepted {
  readonly bet_id: string;
  readonly status: "accepted";
  readonly round_id: string;
  /** Of all stakes together, in minor units. */
  readonly stake: number;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly balance: BalanceView;
  /** There and true where this bet had been accepted before. */
  readonly replayed?: boolean;
}

/** A bet, at a table that is named elsewhere. */
export interface BetOnRound {
  /** Made by the client, unique for the player. */
  readonly bet_id: string;
  readonly round_id: string;
  readonly stakes: readonly StakeMessage[];
}

export interface BetPage {
  readonly items: readonly BetView[];
  readonly next_cursor: string | null;
}

/** What one kind of bet returns. */
export interface BetReturnView {
  /** As in a stake's `type`. */
  readonly type: string;
  /** The share of stakes that comes back on average, exact to 8 places. */
  readonly rtp: string;
}

/** What came of a player's bet. */
export interface BetSettled {
  readonly bet_id: string;
  readonly table_id: string;
  readonly round_id: string;
  readonly stake: number;
  /** All that came back, the stake included; 0 if it lost. */
  readonly payout: number;
  /** ISO 4217 code. */
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
  /** ISO 4217 code. */
  readonly currency: string;
  readonly stake: number;
  readonly stakes: readonly StakeMessage[];
  /** Null until the round is settled for this bet. */
  readonly payout: number | null;
  /** What decided its fraction of a minor unit; null where it had none. */
  readonly rounding: RoundingView | null;
  /** In hundredths: where it was cashed out by hand; null if it was not. */
  readonly multiplier: number | null;
  readonly outcome: OutcomeView | RollView | MultiplierView | SpinsView | null;
  readonly placed_at: string;
  readonly settled_at: string | null;
}

/** How much has been bet on a round so far. */
export interface BetsSummary {
  readonly round_id: string;
  readonly bets: number;
  /** ISO 4217 code. */
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
  /** Made by the client, unique for the player. */
  readonly bet_id: string;
  readonly round_id: string;
}

/** How many bets have been cashed out of the round so far, and for how much. */
export interface CashOutsSummary {
  readonly cash_outs: number;
  /** Of the sum; `totals` has every currency. */
  readonly currency: string;
  readonly total_payout: number;
  readonly totals: readonly PaidView[];
  readonly round_id: string;
}

/** How many bets have been cashed out of a round, and for how much. */
export interface CashOutsView {
  readonly cash_outs: number;
  /** Of the sum; `totals` has every currency. */
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
  /** ISO 4217 code. */
  readonly currency: string;
  readonly balance: BalanceView;
  /** There and true where it had been cashed out before. */
  readonly replayed?: boolean;
}

/** A chain of seeds, promised before its beacon's value could be known. */
export interface ChainView {
  /** What each of its seeds is hashed to. */
  readonly anchor: string;
  readonly length: number;
  /** How many rounds, or shoes, have been opened from it. */
  readonly used: number;
  /** Null in chains that were begun before there were beacons. */
  readonly beacon: BeaconView | null;
}

/** A sign-in that waits for a one-time code; answer at ``/v1/auth/mfa``. */
export interface Challenge {
  readonly challenge: "SOFTWARE_TOKEN_MFA";
  readonly session: string;
}

/** The choices to change. */
export interface ChangeMarketing {
  readonly email?: boolean;
  readonly sms?: boolean;
  readonly push?: boolean;
}

/** Body of ``POST /v1/me/password``. */
export interface ChangePassword {
  readonly current_password: string;
  /** No rules of composition; not one that is easily guessed. */
  readonly new_password: string;
}

/** Body of ``PATCH /v1/me``. */
export interface ChangeProfile {
  /** What others at a table see. */
  readonly display_name?: string;
  /** BCP 47: a language, or a language and a country. */
  readonly locale?: string;
  readonly marketing?: ChangeMarketing;
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
  /** The display name, which several may go by. */
  readonly player_name: string;
  /** Tells one player at a table from another of their name. */
  readonly player_tag: string;
  /** Whether the house speaks; no name says so. */
  readonly from_staff: boolean;
  /** Parts of it may be masked. */
  readonly text: string;
  readonly at: string;
}

/** Data of `dealer.close`. */
export interface CloseRound {
  readonly table_id: string;
  readonly round_id: string;
}

/** Body of ``POST /v1/auth/confirm``. */
export interface ConfirmAddress {
  readonly email: string;
  readonly code: string;
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

/** Answer of ``GET /v1/countries``: all of them at once. */
export interface Countries {
  readonly items: readonly CountryView[];
}

/** A country from which one can register. */
export interface CountryView {
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** In years. */
  readonly minimum_age: number;
  /** Those that a wallet can be in. */
  readonly currencies: readonly string[];
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

/** Money to be paid in. */
export interface DepositRequest {
  /** Minor units of the currency. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Made by the payment provider's own client library; never a card number. */
  readonly payment_method: string;
}

/** A deposit. */
export interface DepositView {
  readonly deposit_id: string;
  readonly status: "succeeded" | "pending" | "failed";
  /** Minor units of the currency. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly failure_reason?: FailureReason | null;
  /** While the player's bank asks them to prove who they are. */
  readonly next_action?: NextAction | null;
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

/** Why money moved. */
export type EntryType = "deposit" | "deposit_reversed" | "deposit_restored" | "withdrawal_hold" | "withdrawal_released" | "withdrawal_paid" | "bet" | "bet_void" | "win" | "bonus" | "adjustment";

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

/** Body of ``POST /v1/me/self-exclusion``. */
export interface ExcludeSelf {
  /** ISO 8601: `P6M`, `P1Y`, `P5Y` or `P100Y`, as your jurisdiction has it. */
  readonly duration: string;
}

/**
 * Why a payment failed, as far as a player may know.
 *
 * Lost, stolen and suspected cards are plainly "declined": a thief must not learn which it is.
 */
export type FailureReason = "card_declined" | "insufficient_funds" | "expired_card" | "authentication_failed" | "payment_method_unusable" | "refused" | "abandoned";

/** How an outcome can be checked. */
export interface FairnessView {
  readonly scheme: string;
  /** SHA-256 of the server seed's text, in hex. */
  readonly commitment: string;
  readonly client_seed: string;
  readonly nonce: number;
  /** Null until it is revealed. */
  readonly server_seed: string | null;
}

/** Body of ``POST /v1/auth/password/forgot``. */
export interface ForgotPassword {
  readonly email: string;
}

/** One game, and how to bet on it. */
export interface GameDetails {
  readonly game_id: string;
  readonly name: string;
  /** `live` rounds are shared, `instant` rounds are one player's. */
  readonly kind: GameKind;
  readonly category: string;
  readonly provider: string;
  /** The share of stakes that comes back on average, exact to 8 places. The lowest among its bets. */
  readonly rtp: string;
  readonly volatility: Volatility;
  /** Minor units; a table may ask for more. */
  readonly min_stake: number;
  /** Minor units; a table may allow less. */
  readonly max_stake: number;
  /** What one round can win at most, in minor units; null where tables have limits. */
  readonly max_exposure: number | null;
  /** Path on the player site. */
  readonly rules_url: string;
  /** Path on the player site. */
  readonly thumbnail_url: string;
  readonly bets: readonly BetReturnView[];
  /** What may be staked, a JSON Schema (2020-12) for each kind of bet: of a game that tables play, for one of a bet's `stakes`; of an instant game, for the body that asks for a round. `x-pays` says what a win brings. Empty for the games of other providers. */
  readonly stakes: readonly (Readonly<Record<string, unknown>>)[];
}

/** How a game is played. */
export type GameKind = "live" | "instant";

export interface GamePage {
  readonly items: readonly GameView[];
  readonly next_cursor: string | null;
}

/** One game. */
export interface GameView {
  readonly game_id: string;
  readonly name: string;
  /** `live` rounds are shared, `instant` rounds are one player's. */
  readonly kind: GameKind;
  readonly category: string;
  readonly provider: string;
  /** The share of stakes that comes back on average, exact to 8 places. The lowest among its bets. */
  readonly rtp: string;
  readonly volatility: Volatility;
  /** Minor units; a table may ask for more. */
  readonly min_stake: number;
  /** Minor units; a table may allow less. */
  readonly max_stake: number;
  /** What one round can win at most, in minor units; null where tables have limits. */
  readonly max_exposure: number | null;
  /** Path on the player site. */
  readonly rules_url: string;
  /** Path on the player site. */
  readonly thumbnail_url: string;
  readonly bets: readonly BetReturnView[];
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

/** How a round of an instant game can be checked. */
export interface InstantFairnessView {
  readonly scheme: string;
  /** SHA-256 of the server seed's text, in hex. */
  readonly commitment: string;
  readonly client_seed: string;
  /** How many rounds were drawn from these two seeds before. */
  readonly nonce: number;
  /** Null until the player rotates their seeds. */
  readonly server_seed: string | null;
}

/** Everything needed to redraw and verify a round of an instant game. */
export interface InstantRoundView {
  readonly round_id: string;
  readonly game_id: string;
  /** The version of what the game paid. */
  readonly paytable: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly stake: number;
  /** Null where the game leaves none. */
  readonly choice: Readonly<Record<string, unknown>> | null;
  readonly outcome: RollView | MultiplierView | SpinsView;
  /** All that came back, the stake included; 0 if it lost. */
  readonly payout: number;
  /** What decided its fraction of a minor unit; null where it had none. */
  readonly rounding: RoundingView | null;
  /** What could have been staked before it. */
  readonly balance_before: number;
  /** What can be staked after it, the payout included. */
  readonly balance_after: number;
  readonly played_at: string;
  readonly fairness: InstantFairnessView;
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

/** How long it holds. */
export interface KeptAway {
  readonly until: string;
}

/** How far a player's identity has been verified ("know your customer"). */
export type KycStatus = "unverified";

/** Data of `channel.leave`. */
export interface LeaveChannel {
  readonly channel: string;
}

/** Data of `table.leave`. */
export interface LeaveTable {
  readonly table_id: string;
}

/** How much an announcement matters. */
export type Level = "info" | "warning";

/** A limit has another value, or a higher one waits to be confirmed. */
export interface LimitChanged {
  readonly kind: LimitKind;
  readonly period: LimitPeriod;
  /** Minor units; minutes for `play`. Null for no limit. */
  readonly value: number | null;
  readonly pending: PendingLimitView | null;
}

/** What a player may limit for themselves. */
export type LimitKind = "deposit" | "loss" | "stake" | "play";

/** What a limit is for. */
export type LimitPeriod = "day" | "week" | "month" | "bet" | "session";

/**
 * What a table takes in a round, in minor units of the player's currency.
 *
 * All that a player has on the round counts together, over all their bets.
 */
export interface LimitsView {
  /** Of one player on a spot. */
  readonly min_stake: number;
  /** Of one player on a spot. */
  readonly max_stake: number;
  /** Of one player on all spots together. */
  readonly max_bet: number;
  /** What one player can win at most; hands are taken for split and doubled. */
  readonly max_player_exposure: number;
  /** What all players of one currency can win at most, each taken for themselves. */
  readonly max_exposure: number;
  /** How many seats a player can hold; null where there are none. */
  readonly max_seats: number | null;
  /** What a stake is a multiple of, by the kind of bet, so that it is paid whole. Only where a person deals: elsewhere a draw decides fractions, and any stake will do. */
  readonly stake_steps: Readonly<Record<string, number>>;
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

/** A seed's place in its table's chain: hashed so often, the chain's seed is the anchor. */
export interface LinkView {
  readonly anchor: string;
  readonly position: number;
  readonly length: number;
  /** The chain's, null until the server seed is revealed: that is HMAC-SHA-256, keyed with this seed's text, of `{source}:{round}:{value}` of the beacon. Null also without a beacon, where the server seed is the chain's. */
  readonly seed: string | null;
  /** Null in chains that were begun before there were beacons. */
  readonly beacon: BeaconView | null;
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

/** Body of ``POST /v1/auth/login``. */
export interface LogIn {
  readonly email: string;
  readonly password: string;
}

/** Ways in which a player wants to hear of offers. */
export interface MarketingView {
  readonly email: boolean;
  readonly sms: boolean;
  readonly push: boolean;
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

/** What the player must do before the payment can go on. */
export interface NextAction {
  readonly type?: "authenticate";
  /** For the payment provider's client library. */
  readonly client_secret: string;
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
  /** ISO 4217 code. */
  readonly currency: string;
  readonly payout: number;
}

/** A higher limit that waits: from `effective_at` on it can be confirmed, for a week. */
export interface PendingLimitView {
  /** Minor units; minutes for `play`. Null for no limit. */
  readonly value: number | null;
  readonly effective_at: string;
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
export type Phase = "open" | "closing" | "closed" | "playing" | "result" | "settled" | "voided";

/** Data of `bet.place`. */
export interface PlaceBet {
  /** Made by the client, unique for the player. */
  readonly bet_id: string;
  readonly round_id: string;
  readonly stakes: readonly StakeMessage[];
  readonly table_id: string;
}

/** A round that a player asks for. */
export interface PlayRound {
  /** In all, in minor units of the player's currency. */
  readonly stake: number;
  /** What the game leaves to choose: `{"direction": "under"|"over", "chance": n}` at dice, n of 10,000; `{"target": hundredths}` at limbo; none at slots. */
  readonly choice?: Readonly<Record<string, unknown>> | null;
  /** Demands that this client seed is in use. */
  readonly client_seed?: string | null;
}

export type PlayView = GrowthView | BlackjackPlayView;

/** One of a player's limits, and what it leaves. */
export interface PlayerLimitView {
  readonly kind: LimitKind;
  readonly period: LimitPeriod;
  /** Minor units; minutes for `play`. Null for no limit. */
  readonly value: number | null;
  /** Of the present period: deposits that have begun and have not failed; stakes less payouts, never below 0; minutes played without a break. */
  readonly used: number;
  /** Null where there is no limit. */
  readonly remaining: number | null;
  /** When the period is over; of a session of play, when a break from now on is long enough. Null where there is nothing to reset. */
  readonly resets_at: string | null;
  readonly pending: PendingLimitView | null;
}

/** The limits that a player can set. */
export interface PlayerLimitsView {
  readonly items: readonly PlayerLimitView[];
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

/** A player, as they see themselves. */
export interface ProfileView {
  readonly player_id: string;
  readonly email: string;
  readonly display_name: string;
  readonly country: string;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly status: AccountStatus;
  readonly kyc_status: KycStatus;
  readonly locale: string;
  /** Why you may not play now, if you may not. */
  readonly restriction: RestrictionView | null;
  /** Whether you are to be asked for limits before your first deposit and have not chosen yet: `PUT /v1/me/limits/deposit/{period}` with a value, or with null for none. */
  readonly limits_prompt_due: boolean;
  readonly marketing: MarketingView;
  readonly created_at: string;
  /** The sign-in before this session's. */
  readonly previous_login_at: string | null;
}

/** Data of `channel.history`. */
export interface ReadHistory {
  readonly channel: string;
  readonly since: Position;
  readonly limit?: number;
}

/** How long the player has been playing, and what came of it; it has to be acknowledged. */
export interface RealityCheck {
  /** Since the session of play began. */
  readonly elapsed_minutes: number;
  /** Since then, in minor units. */
  readonly staked: number;
  /** Stakes that were returned included. */
  readonly paid_out: number;
  /** Paid out less staked: below 0, the player has lost. */
  readonly net: number;
}

/** Body of ``POST /v1/auth/refresh``. */
export interface Refresh {
  readonly refresh_token: string;
}

/** Body of ``POST /v1/auth/register``. */
export interface Register {
  readonly email: string;
  /** No rules of composition; not one that is easily guessed. */
  readonly password: string;
  /** What others at a table see. */
  readonly display_name: string;
  /** RFC 3339 full-date. */
  readonly date_of_birth: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Must be true. */
  readonly accept_terms: true;
}

/** An account as it has just been registered. */
export interface Registered {
  readonly player_id: string;
  readonly status: AccountStatus;
}

/** When the account opens. */
export interface Reinstated {
  readonly opens_at: string;
}

/** Body of ``POST /v1/auth/password/reset``. */
export interface ResetPassword {
  readonly email: string;
  readonly code: string;
  /** No rules of composition; not one that is easily guessed. */
  readonly password: string;
}

/** Why a player may not play now, and until when. */
export interface RestrictionView {
  /** `timed_out`, `self_excluded`, or another reason of the house's. */
  readonly reason: string;
  readonly until: string | null;
  /** Whether it ends by itself; after a self-exclusion you ask for reinstatement. */
  readonly lapses: boolean;
}

/** One of a table's last results. */
export interface ResultView {
  readonly round_id: string;
  readonly number: number;
  /** In brief: of blackjack the dealer's hand, the players' are in the round. */
  readonly outcome: OutcomeView;
}

/** Seeds that are not used any more. */
export interface RevealedView {
  /** SHA-256 of the server seed's text, in hex. */
  readonly commitment: string;
  readonly server_seed: string;
  readonly client_seed: string;
  /** How many were drawn from them: nonces 0 to one less. */
  readonly rounds: number;
}

/** What was rolled at dice. */
export interface RollView {
  /** 0 to 9,999. */
  readonly roll: number;
}

/** A wish for other seeds. */
export interface RotateSeeds {
  /** To be used from now on; a random one if none is given. */
  readonly client_seed?: string | null;
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

/** A round and what came of it. */
export interface RoundPlayed {
  readonly round_id: string;
  readonly game_id: string;
  readonly outcome: RollView | MultiplierView | SpinsView;
  readonly stake: number;
  /** All that came back, the stake included; 0 if it lost. */
  readonly payout: number;
  /** What decided its fraction of a minor unit; null where it had none. */
  readonly rounding: RoundingView | null;
  /** ISO 4217 code. */
  readonly currency: string;
  /** After it, the payout included. */
  readonly balance: BalanceView;
  readonly played_at: string;
  readonly fairness: InstantFairnessView;
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

/** Everything needed to redraw and verify a round. */
export interface RoundView {
  readonly round_id: string;
  readonly table_id: string;
  readonly game_id: string;
  readonly number: number;
  readonly phase: Phase;
  readonly opened_at: string;
  readonly closes_at: string;
  /** When it ended, settled or voided. */
  readonly settled_at: string | null;
  readonly void_reason: string | null;
  /** Which version of what the game pays. */
  readonly paytable: string;
  /** How it was played, where players act. */
  readonly play: PlayView | null;
  readonly outcome: OutcomeView | null;
  /** Null where a person deals. */
  readonly fairness: FairnessView | null;
  /** What decides the fractions of its bets' payouts, once it has its result. Null where they are rounded down. */
  readonly rounding_seed: string | null;
  /** Of its seed in the table's chain of seeds. */
  readonly link: LinkView | null;
  readonly turnover: TurnoverView;
}

/** A round has no result; every stake is returned. */
export interface RoundVoided {
  readonly round_id: string;
  readonly reason: string;
  readonly next_at: string;
}

/** What decided the fraction of a payout: below it one more minor unit was paid. */
export interface RoundingView {
  readonly drawn: number;
  /** It was one of so many, from 0. */
  readonly of: number;
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

/** The seeds in use from now on, and those that were in use until now. */
export interface SeedsRotated {
  /** SHA-256 of the server seed's text, in hex. */
  readonly commitment: string;
  readonly client_seed: string;
  /** Of the next round: how many were drawn from these seeds. */
  readonly nonce: number;
  /** To the server seed after this one. */
  readonly next_commitment: string;
  readonly revealed: RevealedView;
}

/** What a player's next rounds are drawn from. */
export interface SeedsView {
  /** SHA-256 of the server seed's text, in hex. */
  readonly commitment: string;
  readonly client_seed: string;
  /** Of the next round: how many were drawn from these seeds. */
  readonly nonce: number;
  /** To the server seed after this one. */
  readonly next_commitment: string;
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

/** Body of ``PUT /v1/me/limits/{kind}/{period}``. */
export interface SetLimit {
  /** Minor units; minutes for `play`. Null for no limit. */
  readonly value: number | null;
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

export interface TablePage {
  readonly items: readonly TableView[];
  readonly next_cursor: string | null;
}

/** Whether a table plays; `casino.tables.lifecycle` has the ways between these. */
export type TableStatus = "open" | "paused" | "closing" | "maintenance" | "closed";

/** A live table and the round that is on. */
export interface TableView {
  readonly table_id: string;
  readonly game_id: string;
  readonly name: string;
  readonly status: TableStatus;
  /** ISO 4217 code. */
  readonly currency: string;
  readonly limits: LimitsView;
  readonly players: number;
  /** Whether a person deals; if not, rounds run by themselves. */
  readonly dealer: boolean;
  /** Where the table can be seen. */
  readonly video_url: string | null;
  /** Null before the first round. */
  readonly phase: Phase | null;
  readonly round_id: string | null;
  readonly number: number | null;
  /** From then on no bet is taken. */
  readonly closes_at: string | null;
  /** When the next phase is due. */
  readonly next_at: string | null;
  readonly commitment: string | null;
  /** How the round is being played, if it is. */
  readonly play: PlayView | null;
  readonly outcome: OutcomeView | null;
  readonly fairness: FairnessView | null;
  readonly turnover: TurnoverView | null;
  /** What `cash_outs.summary` told last of the round that is on; null where it has told nothing, and wherever else than in the answer to `table.join`. */
  readonly cash_outs?: CashOutsView | null;
  /** Newest first. */
  readonly last_results: readonly ResultView[];
  /** Those that a dealer has dealt in this round so far. */
  readonly cards: readonly string[];
  /** Where its seeds come from; null before its first round, where a person deals, and in the answer to `table.join`. */
  readonly chain: ChainView | null;
  /** What it goes on with after that; null where `chain` can be. What is kept of it now proves later that nobody chose it by what came of it. */
  readonly next_chain: ChainView | null;
  /** Null in lists, and where there are no seats. */
  readonly seats_taken?: readonly number[] | null;
}

/** Body of ``POST /v1/me/time-out``. */
export interface TakeTimeOut {
  /** ISO 8601, `P1D` to `P42D`, as your jurisdiction has it. */
  readonly duration: string;
}

/** Leave to open one connection, once, within seconds. */
export interface TicketView {
  readonly ticket: string;
  /** Seconds. */
  readonly expires_in: number;
  /** Connect to this with `?ticket=…`. */
  readonly websocket_url: string;
}

/** A session. */
export interface Tokens {
  /** Send as `Authorization: Bearer …`. */
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token: string;
  /** Seconds until the access token expires. */
  readonly expires_in: number;
  /** Why the player may not play now, if they may not. */
  readonly restriction: RestrictionView | null;
}

/** What was bet and paid in one currency. */
export interface TotalView {
  /** ISO 4217 code. */
  readonly currency: string;
  readonly stake: number;
  readonly payout: number;
}

/** What has flowed through a wallet in a period, in minor units. */
export interface TotalsView {
  /** ISO 4217 code. */
  readonly currency: string;
  /** Null: since the account was opened. */
  readonly since: string | null;
  readonly until: string;
  /** Of the period, if it has a beginning. */
  readonly elapsed_seconds: number | null;
  readonly deposited: number;
  readonly withdrawn: number;
  /** Deposited less withdrawn. */
  readonly net_deposits: number;
  readonly staked: number;
  /** All that came back from games, returned stakes included. */
  readonly paid_out: number;
  /** Paid out less staked: above zero, the player is ahead. */
  readonly net_position: number;
}

export interface TransactionPage {
  readonly items: readonly TransactionView[];
  readonly next_cursor: string | null;
}

/** One line of a player's history. */
export interface TransactionView {
  readonly transaction_id: string;
  readonly type: EntryType;
  /** Signed: the effect on `available`, in minor units. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** `available` right after it. */
  readonly balance_after: number;
  readonly created_at: string;
  /** What it is about. */
  readonly reference: Readonly<Record<string, unknown>>;
}

/** The way in which a part of a withdrawal is sent. */
export type TransferKind = "refund" | "payout";

/** Where a part of a withdrawal is. */
export type TransferStatus = "planned" | "sent" | "succeeded" | "failed" | "abandoned";

/** A part of a withdrawal and the way it goes. */
export interface TransferView {
  readonly type: TransferKind;
  readonly amount: number;
  readonly status: TransferStatus;
  /** The deposit a refund returns to. */
  readonly deposit_id?: string | null;
}

/** What was bet and paid on a round. */
export interface TurnoverView {
  readonly bets: number;
  /** Of the two sums; `totals` has every currency. */
  readonly currency: string;
  readonly total_stake: number;
  readonly total_payout: number;
  readonly totals: readonly TotalView[];
}

/** How widely results swing around the RTP. */
export type Volatility = "low" | "medium" | "high";

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
  /** ISO 4217 code. */
  readonly currency: string;
  /** The type of the transaction that changed them. */
  readonly reason: string;
  /** Its effect on `available`. */
  readonly amount: number;
  readonly transaction_id: string;
}

/** A player's wallet. */
export interface WalletView {
  /** What can be staked: cash and bonus. */
  readonly available: number;
  readonly cash: number;
  readonly bonus: number;
  /** Taken out of cash for withdrawals under way. */
  readonly held: number;
  /** Rises by one with each transaction. */
  readonly version: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** When these balances were read, RFC 3339. */
  readonly as_of: string;
}

/** Money to be paid out. */
export interface WithdrawalRequest {
  /** Minor units of the currency. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
}

/** Where a withdrawal is. */
export type WithdrawalStatus = "pending_review" | "processing" | "paid" | "rejected" | "failed";

/** A withdrawal. */
export interface WithdrawalView {
  readonly withdrawal_id: string;
  readonly status: WithdrawalStatus;
  /** Minor units of the currency. */
  readonly amount: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** How much of it has been sent. */
  readonly paid_amount: number;
  readonly created_at: string;
  readonly updated_at: string;
  readonly transfers: readonly TransferView[];
  readonly failure_reason?: FailureReason | null;
}
