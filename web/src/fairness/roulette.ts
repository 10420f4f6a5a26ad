import { colourOf } from "../roulette/wheel";
import type { Draws } from "./draws";
import type { JsonObject } from "./json";

/** One draw over the wheel's pockets: 37, or 38 with the double zero. */
export async function drawPocket(draws: Draws, pockets: number): Promise<JsonObject> {
  const pocket = await draws.draw(pockets);
  return { pocket, colour: colourOf(pocket) };
}
