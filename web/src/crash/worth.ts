import type { Stake } from "../tables/stakes";

/**
 * What a bet brings at a multiplier in hundredths, or at its stakes' own targets if those are lower:
 * in whole minor units, so it may be one more, which a draw decides.
 */
export function worthAt(stakes: readonly Stake[], multiplier: number): number {
  const hundredths = stakes.reduce((sum, { amount, selection = [] }) => {
    return sum + amount * Math.min(multiplier, ...selection);
  }, 0);
  return Math.floor(hundredths / 100);
}
