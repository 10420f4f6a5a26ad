import { capOf } from "../games/games";

/** In hundredths. */
export const CAP = capOf("crash");

/** How the multiplier grows: e^(0.06 t), t in seconds (`casino.games.crash` pays by the same). */
const GROWTH_PER_MS = 0.00006;

/** No target is at or below once the stake. */
export const MIN_TARGET = 101;

/** Keeps e^x from falling short of a hundredth that it reaches exactly. */
const TINY = 1e-9;

/**
 * What the multiplier has grown to, in hundredths, rounded down. The server alone decides what is
 * paid; this is what the page shows meanwhile.
 */
export function multiplierAt(elapsedMs: number): number {
  return Math.floor(grownTo(elapsedMs) + TINY);
}

/** The same, unrounded: for the curve. */
export function grownTo(elapsedMs: number): number {
  return Math.min(CAP, 100 * Math.exp(GROWTH_PER_MS * Math.max(0, elapsedMs)));
}

/** How many milliseconds after the start the multiplier is that much. */
export function timeOf(multiplier: number): number {
  return Math.log(multiplier / 100) / GROWTH_PER_MS;
}

/** Reads what a person typed ("2", "2.5", "2,50") as hundredths; null for what is no target. */
export function parseTarget(text: string): number | null {
  const match = /^\s*(\d{1,4})(?:[.,](\d{1,2}))?\s*[×x]?\s*$/.exec(text);
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const target = Number(whole + fraction.padEnd(2, "0"));
  return target >= MIN_TARGET && target <= CAP ? target : null;
}
