import type { FairnessView, RouletteOutcomeView, ServerEvent } from "@croupier/client";
import { colourOf, type Colour } from "./wheel";

export type Phase = "open" | "closing" | "closed" | "result" | "settled" | "voided" | "waiting";

export interface PastResult {
  readonly roundId: string;
  readonly pocket: number;
  readonly colour: Colour;
}

/** What everybody at the table has bet on the round. */
export interface RoundActivity {
  readonly bets: number;
  readonly totalStake: number;
  readonly currency: string | null;
}

/** A finished round that can be checked: what was promised before, what was revealed after. */
export interface ProvableRound {
  readonly roundId: string;
  readonly pocket: number;
  /** With the commitment that this page saw before betting, where it was there to see it. */
  readonly fairness: FairnessView;
}

export interface TableLimits {
  readonly minStake: number;
  readonly maxStake: number;
  /** For all stakes of a bet together. */
  readonly maxBet: number;
}

/** The live table as its channel tells it. */
export interface TableState {
  readonly tableId: string;
  readonly name: string;
  readonly phase: Phase;
  readonly roundId: string | null;
  readonly number: number | null;
  /** When betting closes; RFC 3339. */
  readonly closesAt: string | null;
  /** When the present phase ends, if the server said so. */
  readonly nextAt: string | null;
  readonly commitment: string | null;
  readonly outcome: RouletteOutcomeView | null;
  readonly players: number;
  readonly limits: TableLimits;
  readonly lastResults: readonly PastResult[];
  readonly activity: RoundActivity;
  readonly provable: ProvableRound | null;
}

const RESULTS_KEPT = 20;
const NO_ACTIVITY: RoundActivity = { bets: 0, totalStake: 0, currency: null };

/** Reads a `table.join` snapshot; what is missing or unknown gets a harmless value. */
export function readSnapshot(raw: unknown): TableState {
  const body = (raw ?? {}) as Record<string, unknown>;
  const limits = (body.limits ?? {}) as Record<string, number | undefined>;
  const outcome = readOutcome(body.outcome);
  const roundId = text(body.round_id);
  return {
    tableId: text(body.table_id) ?? "",
    name: text(body.name) ?? "Roulette",
    phase: readPhase(body.phase),
    roundId,
    number: typeof body.number === "number" ? body.number : null,
    closesAt: text(body.closes_at),
    nextAt: text(body.next_at),
    commitment: text(body.commitment),
    outcome,
    players: count(body.players),
    limits: {
      minStake: limits.min_stake ?? 1,
      maxStake: limits.max_stake ?? Number.MAX_SAFE_INTEGER,
      maxBet: limits.max_bet ?? Number.MAX_SAFE_INTEGER,
    },
    lastResults: readResults(body.last_results),
    activity: readActivity(body.turnover),
    provable: outcome === null ? null : readProvable(roundId, outcome, body.fairness),
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
        outcome: null,
        activity: NO_ACTIVITY,
      };
    case "round.closing":
      return { ...state, phase: "closing", nextAt: event.data.next_at };
    case "round.closed":
      return { ...state, phase: "closed", nextAt: event.data.next_at };
    case "round.result": {
      const { round_id: roundId, fairness, next_at } = event.data;
      const outcome = readOutcome(event.data.outcome);
      // This page plays roulette; what another game came to, it can't show.
      if (outcome === null) return state;
      const result = { roundId, pocket: outcome.pocket, colour: colourOf(outcome.pocket) };
      const earlier = state.lastResults.filter((past) => past.roundId !== roundId);
      return {
        ...state,
        phase: "result",
        roundId,
        outcome,
        nextAt: next_at,
        lastResults: [result, ...earlier].slice(0, RESULTS_KEPT),
        provable:
          readProvable(
            roundId,
            outcome,
            fairness,
            state.roundId === roundId ? state.commitment : null,
          ) ?? state.provable,
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

function readPhase(value: unknown): Phase {
  const known: readonly unknown[] = ["open", "closing", "closed", "result", "settled", "voided"];
  return known.includes(value) ? (value as Phase) : "waiting";
}

function readOutcome(value: unknown): RouletteOutcomeView | null {
  const pocket = (value as { pocket?: unknown } | null | undefined)?.pocket;
  return typeof pocket === "number" ? { pocket, colour: colourOf(pocket) } : null;
}

function readResults(value: unknown): readonly PastResult[] {
  if (!Array.isArray(value)) return [];
  return value
    .filter((item) => typeof item?.outcome?.pocket === "number")
    .map((item) => ({
      roundId: String(item.round_id ?? ""),
      pocket: item.outcome.pocket as number,
      colour: colourOf(item.outcome.pocket as number),
    }))
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

function readProvable(
  roundId: string | null,
  outcome: RouletteOutcomeView,
  fairness: unknown,
  seenCommitment: string | null = null,
): ProvableRound | null {
  const record = fairness as FairnessView | null | undefined;
  if (roundId === null || typeof record?.server_seed !== "string") return null;
  const commitment = seenCommitment ?? record.commitment;
  return { roundId, pocket: outcome.pocket, fairness: { ...record, commitment } };
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function count(value: unknown): number {
  return typeof value === "number" && value > 0 ? value : 0;
}
