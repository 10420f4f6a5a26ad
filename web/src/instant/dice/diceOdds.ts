import { RETURNED, ROLLS } from "../../fairness/dice";
import { isObject } from "../../fairness/json";
import type { PastRound } from "../types";

export type Direction = "under" | "over";

export interface DiceChoice {
  readonly direction: Direction;
  /** Of 10,000. */
  readonly chance: number;
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
