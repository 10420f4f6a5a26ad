import { BACCARAT } from "../baccarat/game";
import { BLACKJACK } from "../blackjack/game";
import { CRASH } from "../crash/game";
import { findGame } from "../games/games";
import { AMERICAN_ROULETTE, FRENCH_ROULETTE, ROULETTE } from "../roulette/game";
import { DOUBLE_ZERO_WHEEL } from "../roulette/wheel";
import { inWords, type TableGame } from "./tableGame";

/** Of a game that this site doesn't know nothing is concluded from its results. */
const UNKNOWN: TableGame = {
  spots: [],
  betName: ({ type, selection = [] }) => [inWords(type), ...selection].join(" "),
  sayOutcome: () => null,
  isLost: () => false,
};

export function gameOf(gameId: string): TableGame {
  return atTables(gameId) ?? UNKNOWN;
}

export function isKnownGame(gameId: string): boolean {
  return atTables(gameId) !== null;
}

function atTables(gameId: string): TableGame | null {
  const game = findGame(gameId);
  switch (game?.category) {
    case "roulette":
      if (game.pockets === DOUBLE_ZERO_WHEEL.length) return AMERICAN_ROULETTE;
      return game.la_partage ? FRENCH_ROULETTE : ROULETTE;
    case "baccarat":
      return BACCARAT;
    case "blackjack":
      return BLACKJACK;
    case "crash":
      return CRASH;
    default:
      return null;
  }
}
