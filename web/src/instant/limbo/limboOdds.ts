import { isObject } from "../../fairness/json";
import type { PastRound } from "../types";

/** Multipliers are whole hundredths: 231 is 2.31×. */
export const LEAST_TARGET = 101;

/** Reads a target as a person typed it ("2", "2.5", "2,50"); null if there is none up to the cap. */
export function parseTarget(text: string, cap: number): number | null {
  const match = /^\s*(\d{1,5})(?:[.,](\d{1,2}))?\s*[x×]?\s*$/i.exec(text);
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  const target = Number(whole + fraction.padEnd(2, "0"));
  return target >= LEAST_TARGET && target <= cap ? target : null;
}

/** A target T, in hundredths, is reached with a probability of exactly 99 / T. */
export function describeChance(target: number): string {
  const percent = 9_900 / target;
  return `${percent.toFixed(percent < 1 ? 4 : 2)} %`;
}

export function multiplierOf({ outcome }: PastRound): number {
  return isObject(outcome) ? Number(outcome.multiplier) : 100;
}
