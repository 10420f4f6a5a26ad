import type { SpinsOutcome } from "../../fairness/slot";
import type { PastRound } from "../types";

/** The spins of a slot machine's round. */
export function spinsOf({ outcome }: PastRound): SpinsOutcome {
  return outcome as SpinsOutcome;
}
