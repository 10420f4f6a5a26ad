import type { Stake } from "../tables/stakes";

/**
 * What stakes bring at a multiplier in hundredths, or at their own target if that is lower; each
 * rounded down to a whole minor unit.
 */
export function worthAt(stakes: readonly Stake[], multiplier: number): number {
  return stakes.reduce((sum, { amount, selection = [] }) => {
    const reached = Math.min(multiplier, ...selection);
    return sum + Math.floor((amount * reached) / 100);
  }, 0);
}
