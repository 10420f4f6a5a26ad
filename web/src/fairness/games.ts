import { dealCoup } from "./baccarat";
import { replay } from "./blackjack/replay";
import { dicePays, roll } from "./dice";
import type { Draws } from "./draws";
import type { JsonObject } from "./json";
import { machineOf } from "./machines";
import { CRASH_CAP, drawMultiplier, LIMBO_CAP, limboPays } from "./multiplier";
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

const RULES: Readonly<Record<string, Rules>> = {
  "roulette-european": drawn((draws) => drawPocket(draws, 37)),
  "roulette-french": drawn((draws) => drawPocket(draws, 37)),
  "roulette-american": drawn((draws) => drawPocket(draws, 38)),
  baccarat: drawn(dealCoup),
  "baccarat-no-commission": drawn(dealCoup),
  blackjack: decided({ hitsSoft17: false }),
  "blackjack-h17": decided({ hitsSoft17: true }),
  crash: drawn((draws) => drawMultiplier(draws, CRASH_CAP)),
  limbo: { ...drawn((draws) => drawMultiplier(draws, LIMBO_CAP)), pays: limboPays },
  dice: { ...drawn(roll), pays: dicePays },
};

/** A game's rules in one version; null if this page doesn't know them. */
export function rulesOf(gameId: string, paytable: string = PAYTABLE): Rules | null {
  const machine = machineOf(gameId, paytable);
  if (machine !== null) {
    return {
      draw: async (draws) => ({ outcome: { ...(await spinReels(machine, draws)) } }),
      pays: (stake, _choice, outcome) => slotPays(machine, stake, outcome),
    };
  }
  return paytable === PAYTABLE && Object.hasOwn(RULES, gameId) ? RULES[gameId]! : null;
}

function drawn(draw: (draws: Draws) => Promise<JsonObject>): Rules {
  return { draw: async (draws) => ({ outcome: await draw(draws) }) };
}

function decided(rules: { hitsSoft17: boolean }): Rules {
  return { draw: (draws, play) => replay(draws, play, rules), isDecided: true };
}
