import { betKey, type BetSpec, type Stake } from "./stakes";

/** Chips put down but not placed yet, in the order they were put down. */
export type BetSlip = readonly Stake[];

export const EMPTY_SLIP: BetSlip = [];

export function addChip(slip: BetSlip, spec: BetSpec, amount: number): BetSlip {
  const { type, selection } = spec;
  return [...slip, { type, ...(selection === undefined ? {} : { selection }), amount }];
}

export function undo(slip: BetSlip): BetSlip {
  return slip.slice(0, -1);
}

/** One stake for each spot: what is sent to the table. */
export function gatherStakes(slip: BetSlip): readonly Stake[] {
  const bySpot = new Map<string, Stake>();
  for (const stake of slip) {
    const key = betKey(stake);
    const amount = stake.amount + (bySpot.get(key)?.amount ?? 0);
    bySpot.set(key, { ...stake, amount });
  }
  return [...bySpot.values()];
}

export function amountsBySpot(stakes: readonly Stake[]): ReadonlyMap<string, number> {
  return new Map(gatherStakes(stakes).map((stake) => [betKey(stake), stake.amount]));
}

const MULTIPLES = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000];
const RACK = 6;

/** A rack of chips that suits the table's limits: from its smallest stake up. */
export function chipRack(minStake: number, maxStake: number): readonly number[] {
  const fitting = MULTIPLES.map((multiple) => multiple * minStake).filter(
    (value) => value <= maxStake,
  );
  if (fitting.length <= RACK) return fitting.length === 0 ? [minStake] : fitting;
  // Steps of 1, 5, 10, 50 … reach further with as few chips.
  const wide = [1, 5, 10, 50, 100, 500].map((multiple) => multiple * minStake);
  return wide.filter((value) => value <= maxStake);
}
