import { BACCARAT, NO_COMMISSION_BACCARAT } from "../baccarat/game";
import { BLACKJACK } from "../blackjack/game";
import { CRASH } from "../crash/game";
import { AMERICAN_ROULETTE, FRENCH_ROULETTE, ROULETTE } from "../roulette/game";
import { inWords, type TableGame } from "./tableGame";

/** The games that are played at tables, by the id that the platform gives them. */
const GAMES: Readonly<Record<string, TableGame>> = {
  "roulette-european": ROULETTE,
  "roulette-american": AMERICAN_ROULETTE,
  "roulette-french": FRENCH_ROULETTE,
  baccarat: BACCARAT,
  "baccarat-no-commission": NO_COMMISSION_BACCARAT,
  crash: CRASH,
  blackjack: BLACKJACK,
  "blackjack-h17": BLACKJACK,
};

/** A game that this page doesn't know can be named, and nothing is concluded from its results. */
const UNKNOWN: TableGame = {
  name: "Another game",
  spots: [],
  betName: ({ type, selection = [] }) => [inWords(type), ...selection].join(" "),
  sayOutcome: () => null,
  isLost: () => false,
};

export function gameOf(gameId: string): TableGame {
  return GAMES[gameId] ?? UNKNOWN;
}

export function isKnownGame(gameId: string): boolean {
  return GAMES[gameId] !== undefined;
}
