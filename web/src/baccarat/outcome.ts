import type { BaccaratOutcomeView } from "@croupier/client";
import { total } from "../fairness/baccarat";

export type Winner = BaccaratOutcomeView["winner"];

/** Reads a coup as the server sent it; null if it isn't one. */
export function readCoup(outcome: unknown): BaccaratOutcomeView | null {
  const coup = outcome as Partial<BaccaratOutcomeView> | null | undefined;
  const isCoup =
    Array.isArray(coup?.player) && Array.isArray(coup.banker) && typeof coup.winner === "string";
  return isCoup ? (coup as BaccaratOutcomeView) : null;
}

/** The cards of each side. */
export interface Hands {
  readonly player: readonly string[];
  readonly banker: readonly string[];
}

/** The player draws a third card on this or less. */
const PLAYER_DRAWS_UP_TO = 5;

/**
 * Gives the cards that a dealer has dealt so far to the hands they lie at.
 *
 * Player, banker, player, banker; the fifth is the player's if the player draws, else the banker's.
 */
export function dealtHands(cards: readonly string[]): Hands {
  const [first, second, third, fourth, fifth, sixth] = cards;
  const given = (...some: (string | undefined)[]) => some.filter((card) => card !== undefined);
  const playerDraws = total(given(first, third)) <= PLAYER_DRAWS_UP_TO;
  return {
    player: given(first, third, playerDraws ? fifth : undefined),
    banker: given(second, fourth, playerDraws ? sixth : fifth),
  };
}
