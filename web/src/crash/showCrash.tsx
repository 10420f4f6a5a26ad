import type { ShownResult } from "../tables/RoundStatus";
import { sayMultiplier } from "./growth";

/** Where it broke, as the round's result. */
export function showCrash(multiplier: number): ShownResult {
  return {
    badge: null,
    title: `Broke at ${sayMultiplier(multiplier)}`,
    details: multiplier === 100 ? "Before anybody could get out" : "Bets that were in are lost",
    sentence: `The multiplier broke at ${sayMultiplier(multiplier)}.`,
  };
}
