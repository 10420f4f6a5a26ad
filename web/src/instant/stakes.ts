import { formatMoney } from "../shared/money/money";

/** What may be staked at a game, in minor units. */
export interface StakeLimits {
  readonly least: number;
  readonly most: number;
  /** Stakes are multiples of this: a machine divides them among its lines. */
  readonly step: number;
}

/** Why an amount can't be staked; null if it can. */
export function stakeProblem(
  amount: number | null,
  { least, most, step }: StakeLimits,
  currency: string,
): string | null {
  if (amount === null) return "Please enter an amount such as 1 or 0.50.";
  if (amount < least || amount > most) {
    return `Stakes are from ${formatMoney(least, currency)} to ${formatMoney(most, currency)}.`;
  }
  if (amount % step !== 0) return `Stakes are multiples of ${formatMoney(step, currency)}.`;
  return null;
}

/** The nearest amount below that can be staked, or the least. */
export function stakeNear(amount: number, { least, most, step }: StakeLimits): number {
  const lowest = Math.ceil(least / step) * step;
  return Math.max(lowest, Math.floor(Math.min(amount, most) / step) * step);
}
