import type { Draws } from "./draws";
import { isObject, isWhole, type JsonObject } from "./json";
import { exactly, type Exact } from "./rounding";

/** Of a hundred staked, so many come back: where the first band begins. */
const RETURNED = 99;
const LEAST = 100;

/**
 * Draws a multiplier, in hundredths, that reaches a target T with a probability of exactly 99/T.
 *
 * A coin says whether it lies in the band from `bound` up to twice that, or above; within the band
 * candidates are drawn until one is kept. `docs/fairness.md` has the rule.
 */
export async function drawMultiplier(draws: Draws, cap: number): Promise<JsonObject> {
  let bound = RETURNED;
  while ((await draws.draw(2)) === 0) {
    bound *= 2;
    if (bound >= cap) return { multiplier: cap };
  }
  for (;;) {
    const candidate = bound + (await draws.draw(bound));
    if ((await draws.draw(candidate)) >= bound) continue;
    if ((await draws.draw(candidate + 1)) >= bound + 1) continue;
    return { multiplier: Math.min(Math.max(candidate, LEAST), cap) };
  }
}

/** What a target that is reached brings back, exactly: so many times the stake. */
export function limboReturn(stake: number, target: number): Exact {
  return exactly(BigInt(stake) * BigInt(target), 100n);
}

/** What limbo with such a cap pays: stake times the target that was reached. */
export function limboPays(cap: number) {
  return (stake: number, choice: unknown, drawn: JsonObject): Exact | null => {
    const target = isObject(choice) ? choice.target : null;
    if (!isWhole(target) || target <= LEAST || target > cap) return null;
    return target <= Number(drawn.multiplier) ? limboReturn(stake, target) : exactly(0n, 1n);
  };
}
