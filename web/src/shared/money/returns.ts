import { formatMoney } from "./money";

/** What came back of a stake, in plain words; only more than the stake is called a win. */
export function sayReturn(stake: number, payout: number, currency: string): string {
  if (payout > stake) return `You won ${formatMoney(payout - stake, currency)}`;
  if (payout === 0) return `No return on ${formatMoney(stake, currency)}`;
  return `${formatMoney(payout, currency)} back of ${formatMoney(stake, currency)}`;
}
