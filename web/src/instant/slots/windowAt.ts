import type { Machine } from "../../fairness/machines";

/** What the reels show before the first round: the top of each strip. */
export function windowAt(machine: Machine): readonly (readonly string[])[] {
  return machine.strips.map((strip) => strip.slice(0, machine.rows));
}
