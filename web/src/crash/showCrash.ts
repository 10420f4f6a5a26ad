import type { Headline } from "../tables/RoundStatus";
import { sayMultiplier } from "../shared/multiplier";

/** Where it broke, as the round's result. */
export function showCrash(multiplier: number): Headline {
  return {
    badge: null,
    title: `Broke at ${sayMultiplier(multiplier)}`,
    details: multiplier === 100 ? "Before anybody could get out" : "Whoever got out before is paid",
    sentence: `The multiplier broke at ${sayMultiplier(multiplier)}.`,
  };
}
