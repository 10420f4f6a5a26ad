import type { BlackjackOutcomeView, BlackjackPlayView, HandOutcomeView } from "@croupier/client";

export type Decision = BlackjackPlayView["choices"][number];
export type HandResult = HandOutcomeView["result"];

/** Reads how a round stands; null if that isn't blackjack. */
export function readPlay(play: unknown): BlackjackPlayView | null {
  const round = play as Partial<BlackjackPlayView> | null | undefined;
  return Array.isArray(round?.seats) && typeof round.stage === "string"
    ? (round as BlackjackPlayView)
    : null;
}

/** Reads how a round ended; null if that isn't blackjack. */
export function readOutcome(outcome: unknown): BlackjackOutcomeView | null {
  const end = outcome as Partial<BlackjackOutcomeView> | null | undefined;
  return Array.isArray(end?.seats) && Array.isArray(end.dealer?.cards)
    ? (end as BlackjackOutcomeView)
    : null;
}

/** A hand as the page shows it, during the round and after. */
export interface ShownHand {
  readonly cards: readonly string[];
  readonly total: number;
  readonly isSoft: boolean;
  readonly isDoubled: boolean;
  readonly isOn: boolean;
  /** Null while the round is on. */
  readonly result: HandResult | null;
}

/** The hands of a seat; none if nobody has bet there. */
export function handsOf(
  seat: number,
  play: BlackjackPlayView | null,
  outcome: BlackjackOutcomeView | null,
): readonly ShownHand[] {
  const ended = outcome?.seats.find((each) => each.seat === seat);
  if (ended !== undefined) {
    return ended.hands.map(({ cards, total, doubled, result }) => ({
      cards,
      total,
      isSoft: false,
      isDoubled: doubled,
      isOn: false,
      result,
    }));
  }
  const playing = play?.seats.find((each) => each.seat === seat);
  const on = play?.on ?? null;
  return (playing?.hands ?? []).map(({ cards, total, soft, doubled }, index) => ({
    cards,
    total,
    isSoft: soft,
    isDoubled: doubled,
    isOn: on?.seat === seat && on.hand === index + 1,
    result: null,
  }));
}

/** Decisions of a seat about one of its hands. */
export interface Turn {
  readonly seat: number;
  readonly hand: number;
  /** How many decisions were made for the seat before. */
  readonly turn: number;
  readonly choices: readonly Decision[];
}

/** What the seats' player may decide now: one hand's turn, or insurance for each of the seats. */
export function turnsOf(play: BlackjackPlayView | null, seats: readonly number[]): readonly Turn[] {
  if (play === null || play.stage === "over") return [];
  const { on, choices } = play;
  return play.seats
    .filter(({ seat, insured }) => {
      if (!seats.includes(seat)) return false;
      return play.stage === "insurance" ? insured == null : on?.seat === seat;
    })
    .map(({ seat, turn }) => ({ seat, hand: on?.hand ?? 1, turn, choices }));
}
