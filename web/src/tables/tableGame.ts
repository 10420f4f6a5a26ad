import type { BetSpec, Stake } from "./stakes";

/** What the tables need to know of a game; how it looks is its view's own affair (`views.ts`). */
export interface TableGame {
  /** The bets that can be placed at its table: everything that the platform offers, by a test. */
  readonly spots: readonly BetSpec[];
  /** How a person would call a bet: "Straight 17", "Banker". */
  readonly betName: (spec: BetSpec) => string;
  /** The outcome in a few words, as the server sent it; null if this page can't read it. */
  readonly sayOutcome: (outcome: unknown) => string | null;
  /**
   * Whether the outcome alone says that a stake brings nothing back.
   *
   * Losing needs no message from the server; whatever is paid waits for `bet.settled`.
   */
  readonly isLost: (stake: Stake, outcome: unknown) => boolean;
  /** Whether such a stake came of a decision in the round, so that nobody can place it. */
  readonly isDecided?: (spec: BetSpec) => boolean;
}

/** A word of the wire as a person would write it: "player_pair" is "Player pair". */
export function inWords(name: string): string {
  const spaced = name.replaceAll("_", " ");
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
