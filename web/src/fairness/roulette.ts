import type { Draws } from "./draws";
import type { JsonObject } from "./json";

const RED = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);
/** How the American wheel's 00 is written. */
const DOUBLE_ZERO = 37;

/** One draw over the wheel's pockets: 37, or 38 with the double zero. */
export async function drawPocket(draws: Draws, pockets: number): Promise<JsonObject> {
  const pocket = await draws.draw(pockets);
  const isGreen = pocket === 0 || pocket === DOUBLE_ZERO;
  return { pocket, colour: isGreen ? "green" : RED.has(pocket) ? "red" : "black" };
}
