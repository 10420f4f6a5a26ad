import type { Draws } from "./draws";
import { isObject, isWhole, type JsonObject } from "./json";
import { exactly, type Exact } from "./rounding";

/** Rolls are 0 to 9,999, shown as 00.00 to 99.99; a chance of n wins on exactly n of them. */
export const ROLLS = 10_000;
export const RETURNED = 9_900;
export const MAX_CHANCE = 9_800;

/** One draw of 10,000. */
export async function roll(draws: Draws): Promise<JsonObject> {
  return { roll: await draws.draw(ROLLS) };
}

/** What a win brings back, exactly: stake · 9,900 / chance. */
export function diceReturn(stake: number, chance: number): Exact {
  return exactly(BigInt(stake) * BigInt(RETURNED), BigInt(chance));
}

/** What a roll pays, on the lowest or the highest rolls. */
export function dicePays(stake: number, choice: unknown, drawn: JsonObject): Exact | null {
  const { direction, chance } = isObject(choice) ? choice : {};
  if (!isWhole(chance) || chance < 1 || chance > MAX_CHANCE) return null;
  if (direction !== "under" && direction !== "over") return null;
  const rolled = Number(drawn.roll);
  const wins = direction === "under" ? rolled < chance : rolled >= ROLLS - chance;
  return wins ? diceReturn(stake, chance) : exactly(0n, 1n);
}
