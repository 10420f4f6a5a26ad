import { isObject } from "../../fairness/json";
import type { PastRound } from "../types";

/** Rolls are 0 to 9,999, shown as 00.00 to 99.99; a chance of n wins on exactly n of them. */
export const ROLLS = 10_000;
export const MAX_CHANCE = 9_800;
const RETURNED = 9_900;

export type Direction = "under" | "over";

export interface DiceChoice {
  readonly direction: Direction;
  /** Of 10,000. */
  readonly chance: number;
}

/** What a win brings back, in minor units, rounded down. */
export function diceReturn(stake: number, chance: number): number {
  return Math.floor((stake * RETURNED) / chance);
}

/** How many times the stake, to two decimals, or four where it takes them; cut off. */
export function diceMultiplier(chance: number): string {
  const times = (Math.floor((RETURNED * 10_000) / chance) / 10_000).toFixed(4);
  return times.replace(/00$/, "");
}

/** The rolls that win: from the first to the last. */
export function winningRolls({ direction, chance }: DiceChoice): readonly [number, number] {
  return direction === "under" ? [0, chance - 1] : [ROLLS - chance, ROLLS - 1];
}

export function describeRoll(roll: number): string {
  return (roll / 100).toFixed(2).padStart(5, "0");
}

export function rollOf({ outcome }: PastRound): number {
  return isObject(outcome) ? Number(outcome.roll) : 0;
}
