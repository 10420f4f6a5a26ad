import type { TableGame } from "../tables/tableGame";
import { betName, coveredPockets, isEvenChance } from "./bets";
import { DOUBLE_ZERO_LAYOUT, SINGLE_ZERO_LAYOUT } from "./layout";
import { colourOf, pocketName } from "./wheel";

/** The pocket of an outcome as the server sent it; null if there is none in it. */
export function readPocket(outcome: unknown): number | null {
  const pocket = (outcome as { pocket?: unknown } | null | undefined)?.pocket;
  return typeof pocket === "number" ? pocket : null;
}

export const ROULETTE: TableGame = {
  spots: SINGLE_ZERO_LAYOUT.spots,
  betName,
  sayOutcome: (outcome) => {
    const pocket = readPocket(outcome);
    return pocket === null ? null : `${pocketName(pocket)} ${colourOf(pocket)}`;
  },
  isLost: (stake, outcome) => {
    const pocket = readPocket(outcome);
    return pocket !== null && !coveredPockets(stake).includes(pocket);
  },
};

/** On zero, la partage gives half of an even chance back. */
export const FRENCH_ROULETTE: TableGame = {
  ...ROULETTE,
  isLost: (stake, outcome) =>
    ROULETTE.isLost(stake, outcome) && !(isEvenChance(stake) && readPocket(outcome) === 0),
};

export const AMERICAN_ROULETTE: TableGame = {
  ...ROULETTE,
  spots: DOUBLE_ZERO_LAYOUT.spots,
};
