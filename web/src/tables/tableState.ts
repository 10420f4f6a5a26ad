import type { FairnessView, PlayView, ServerEvent } from "@croupier/client";

export type Phase =
  | "open"
  | "closing"
  | "closed"
  | "playing"
  | "result"
  | "settled"
  | "voided"
  | "waiting";

export type TableStatus = "open" | "paused" | "closing" | "maintenance" | "closed";

export interface PastResult {
  readonly roundId: string;
  /** As the game writes it. */
  readonly outcome: unknown;
}

/** What everybody at the table has bet on the round. */
export interface RoundActivity {
  readonly bets: number;
  readonly totalStake: number;
  readonly currency: string | null;
}

/** How many bets were taken out of the round while it was on, and for how much. */
export interface CashOuts {
  readonly count: number;
  readonly totalPayout: number;
  readonly currency: string | null;
}

/** A finished round that can be checked: what was promised before, what was revealed after. */
export interface RevealedRound {
  readonly roundId: string;
  readonly outcome: unknown;
  /** How it was played, where players decide. */
  readonly play: PlayView | null;
  /** With the commitment that this page saw before betting, where it was there to see it. */
  readonly fairness: FairnessView;
}

export interface TableLimits {
  /** For all that a player stakes on a spot in a round, as `maxStake`. */
  readonly minStake: number;
  readonly maxStake: number;
  /** For all that a player stakes on a round. */
  readonly maxBet: number;
}

/** The live table as its channel tells it, whatever is played there. */
export interface TableState {
  readonly tableId: string;
  readonly gameId: string;
  readonly name: string;
  readonly status: TableStatus;
  /** Why it is in that status, if staff said so. */
  readonly statusReason: string | null;
  /** Whether a person deals. */
  readonly hasDealer: boolean;
  readonly videoUrl: string | null;
  readonly phase: Phase;
  readonly roundId: string | null;
  readonly number: number | null;
  /** When betting closes; RFC 3339. */
  readonly closesAt: string | null;
  /** When the present phase ends, if the server said so. */
  readonly nextAt: string | null;
  readonly commitment: string | null;
  /** How a round stands that players act in. */
  readonly play: PlayView | null;
  /** As the game writes it; null before the result. */
  readonly outcome: unknown;
  /** What a dealer has dealt so far. */
  readonly cards: readonly string[];
  /** Where somebody sits; empty at tables without seats. */
  readonly seatsTaken: readonly number[];
  readonly players: number;
  readonly limits: TableLimits;
  readonly lastResults: readonly PastResult[];
  readonly activity: RoundActivity;
  readonly cashOuts: CashOuts;
  readonly revealed: RevealedRound | null;
}

const RESULTS_KEPT = 20;
const NO_ACTIVITY: RoundActivity = { bets: 0, totalStake: 0, currency: null };
const NO_CASH_OUTS: CashOuts = { count: 0, totalPayout: 0, currency: null };

/** Reads a `table.join` snapshot; what is missing or unknown gets a harmless value. */
export function readSnapshot(raw: unknown): TableState {
  const body = (raw ?? {}) as Record<string, unknown>;
  const limits = (body.limits ?? {}) as Record<string, number | undefined>;
  const outcome = mapping(body.outcome);
  const play = mapping(body.play) as PlayView | null;
  const roundId = text(body.round_id);
  return {
    tableId: text(body.table_id) ?? "",
    gameId: text(body.game_id) ?? "",
    name: text(body.name) ?? "Table",
    status: readStatus(body.status),
    statusReason: null,
    hasDealer: body.dealer === true,
    videoUrl: text(body.video_url),
    phase: readPhase(body.phase),
    roundId,
    number: typeof body.number === "number" ? body.number : null,
    closesAt: text(body.closes_at),
    nextAt: text(body.next_at),
    commitment: text(body.commitment),
    play,
    outcome,
    cards: list(body.cards).filter((card) => typeof card === "string"),
    seatsTaken: list(body.seats_taken).filter((seat) => typeof seat === "number"),
    players: count(body.players),
    limits: {
      minStake: limits.min_stake ?? 1,
      maxStake: limits.max_stake ?? Number.MAX_SAFE_INTEGER,
      maxBet: limits.max_bet ?? Number.MAX_SAFE_INTEGER,
    },
    lastResults: readResults(body.last_results),
    activity: readActivity(body.turnover),
    cashOuts: NO_CASH_OUTS,
    revealed: outcome === null ? null : readRevealed(roundId, outcome, play, body.fairness),
  };
}

/** The table after one more event. Events of names this page doesn't know change nothing. */
export function applyEvent(state: TableState, event: ServerEvent): TableState {
  switch (event.event) {
    case "round.opened":
      return {
        ...state,
        phase: "open",
        roundId: event.data.round_id,
        number: event.data.number,
        closesAt: event.data.closes_at,
        nextAt: event.data.next_at,
        commitment: event.data.commitment,
        play: null,
        outcome: null,
        cards: [],
        activity: NO_ACTIVITY,
        cashOuts: NO_CASH_OUTS,
      };
    case "round.closing":
      return { ...state, phase: "closing", nextAt: event.data.next_at };
    case "round.closed":
      return { ...state, phase: "closed", nextAt: event.data.next_at };
    case "round.playing":
      return { ...state, phase: "playing", play: event.data.play, nextAt: event.data.next_at };
    case "round.card": {
      const { card, position, next_at: nextAt } = event.data;
      return { ...state, cards: [...state.cards.slice(0, position), card], nextAt };
    }
    case "round.corrected":
      return { ...state, cards: event.data.cards, nextAt: event.data.next_at };
    case "round.result": {
      const { round_id: roundId, fairness, next_at, outcome } = event.data;
      const earlier = state.lastResults.filter((past) => past.roundId !== roundId);
      const seen = state.roundId === roundId ? state.commitment : null;
      return {
        ...state,
        phase: "result",
        roundId,
        outcome,
        nextAt: next_at,
        lastResults: [{ roundId, outcome }, ...earlier].slice(0, RESULTS_KEPT),
        revealed: readRevealed(roundId, outcome, state.play, fairness, seen) ?? state.revealed,
      };
    }
    case "round.settled":
      return {
        ...state,
        phase: "settled",
        nextAt: event.data.next_at,
        activity: readActivity(event.data),
      };
    case "round.voided":
      return { ...state, phase: "voided", nextAt: null };
    case "bets.summary":
      // A late summary of the round before says nothing about this one.
      if (event.data.round_id !== state.roundId) return state;
      return { ...state, activity: readActivity(event.data) };
    case "cash_outs.summary": {
      const { round_id, cash_outs, total_payout: totalPayout, currency } = event.data;
      if (round_id !== state.roundId) return state;
      return { ...state, cashOuts: { count: cash_outs, totalPayout, currency } };
    }
    case "seat.taken": {
      const others = state.seatsTaken.filter((seat) => seat !== event.data.seat);
      return { ...state, seatsTaken: [...others, event.data.seat].sort((a, b) => a - b) };
    }
    case "seat.left":
      return {
        ...state,
        seatsTaken: state.seatsTaken.filter((seat) => seat !== event.data.seat),
      };
    case "table.status":
      return {
        ...state,
        status: readStatus(event.data.status),
        statusReason: text(event.data.reason),
      };
    case "presence.changed":
      return { ...state, players: event.data.players };
    default:
      return state;
  }
}

/** Whether the page should offer to bet; the server alone decides whether a bet is in time. */
export function isBettingOpen(state: TableState, serverTime: number): boolean {
  if (state.roundId === null) return false;
  if (state.phase !== "open" && state.phase !== "closing") return false;
  return state.closesAt === null || serverTime < Date.parse(state.closesAt);
}

const PHASES: readonly unknown[] = [
  "open",
  "closing",
  "closed",
  "playing",
  "result",
  "settled",
  "voided",
];
const STATUSES: readonly unknown[] = ["open", "paused", "closing", "maintenance", "closed"];

function readPhase(value: unknown): Phase {
  return PHASES.includes(value) ? (value as Phase) : "waiting";
}

function readStatus(value: unknown): TableStatus {
  return STATUSES.includes(value) ? (value as TableStatus) : "open";
}

function readResults(value: unknown): readonly PastResult[] {
  return list(value)
    .map((item) => item as Record<string, unknown> | null)
    .filter((item) => mapping(item?.outcome) !== null)
    .map((item) => ({ roundId: String(item?.round_id ?? ""), outcome: item?.outcome }))
    .slice(0, RESULTS_KEPT);
}

function readActivity(value: unknown): RoundActivity {
  const turnover = (value ?? {}) as Record<string, unknown>;
  return {
    bets: count(turnover.bets),
    totalStake: count(turnover.total_stake),
    currency: text(turnover.currency),
  };
}

function readRevealed(
  roundId: string | null,
  outcome: unknown,
  play: PlayView | null,
  fairness: unknown,
  seenCommitment: string | null = null,
): RevealedRound | null {
  const record = fairness as FairnessView | null | undefined;
  if (roundId === null || typeof record?.server_seed !== "string") return null;
  const commitment = seenCommitment ?? record.commitment;
  return { roundId, outcome, play, fairness: { ...record, commitment } };
}

function mapping(value: unknown): unknown {
  return typeof value === "object" && value !== null ? value : null;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function count(value: unknown): number {
  return typeof value === "number" && value > 0 ? value : 0;
}
