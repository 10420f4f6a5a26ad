import type { Draws } from "./draws";
import { isObject, isWhole, type JsonObject } from "./json";

const ROLLS = 10_000;
const RETURNED = 9_900;
const MAX_CHANCE = 9_800;

/** One draw of 10,000. */
export async function roll(draws: Draws): Promise<JsonObject> {
  return { roll: await draws.draw(ROLLS) };
}

/** What a roll pays: stake · 9,900 / chance, rounded down, on the lowest or the highest rolls. */
export function dicePays(stake: number, choice: unknown, drawn: JsonObject): number | null {
  const { direction, chance } = isObject(choice) ? choice : {};
  if (!isWhole(chance) || chance < 1 || chance > MAX_CHANCE) return null;
  if (direction !== "under" && direction !== "over") return null;
  const rolled = Number(drawn.roll);
  const wins = direction === "under" ? rolled < chance : rolled >= ROLLS - chance;
  return wins ? Math.floor((stake * RETURNED) / chance) : 0;
}
