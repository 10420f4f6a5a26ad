import { findGame, type BlackjackRules, type Game } from "../games/games";
import { dealCoup } from "./baccarat";
import { replay } from "./blackjack/replay";
import { dicePays, roll } from "./dice";
import type { Draws } from "./draws";
import type { JsonObject } from "./json";
import { machineOf } from "./machines";
import { drawMultiplier, limboPays } from "./multiplier";
import { drawPocket } from "./roulette";
import type { Exact } from "./rounding";
import { slotPays, spinReels } from "./slot";

/** How one game's rounds are checked. */
export interface Rules {
  /** The outcome that the seeds stand for. */
  readonly draw: (draws: Draws, play: unknown) => Promise<Drawn>;
  /** Players decide, so a round without bets is not dealt at all. */
  readonly isDecided?: true;
  /** What a round pays exactly that one player played alone; null if it can't be played so. */
  readonly pays?: Pays;
}

export type Pays = (stake: number, choice: unknown, outcome: JsonObject) => Exact | null;

export interface Drawn {
  readonly outcome: JsonObject;
  /** How the round was played, where players decide. */
  readonly play?: JsonObject;
}

/** The versions of these games that this page knows; slot machines name their own. */
const PAYTABLE = "1";

/** A game's rules in one version; null if this page doesn't know them. */
export function rulesOf(gameId: string, paytable: string = PAYTABLE): Rules | null {
  const machine = machineOf(gameId, paytable);
  if (machine !== null) {
    return {
      draw: async (draws) => ({ outcome: { ...(await spinReels(machine, draws)) } }),
      pays: (stake, _choice, outcome) => slotPays(machine, stake, outcome),
    };
  }
  const game = findGame(gameId);
  return paytable === PAYTABLE && game !== null ? rulesByCategory(game) : null;
}

function rulesByCategory(game: Game): Rules | null {
  switch (game.category) {
    case "roulette":
      return drawn((draws) => drawPocket(draws, game.pockets));
    case "baccarat":
      return drawn(dealCoup);
    case "blackjack":
      return decided(game);
    case "crash":
      return drawn((draws) => drawMultiplier(draws, game.cap));
    case "limbo":
      return { ...drawn((draws) => drawMultiplier(draws, game.cap)), pays: limboPays(game.cap) };
    case "dice":
      return { ...drawn(roll), pays: dicePays };
    case "slots":
      // Each version of a machine is data of its own.
      return null;
  }
}

function drawn(draw: (draws: Draws) => Promise<JsonObject>): Rules {
  return { draw: async (draws) => ({ outcome: await draw(draws) }) };
}

function decided(rules: BlackjackRules): Rules {
  return { draw: (draws, play) => replay(draws, play, rules), isDecided: true };
}
