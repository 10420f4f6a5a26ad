import { formatMoney } from "./money";

/** Only what comes back above the stake is a win; less is a loss, whatever part of a bet has won. */
export function isWin(stake: number, payout: number): boolean {
  return payout > stake;
}

/** What came back of a stake, as a sentence without its full stop. */
export function sayReturn(stake: number, payout: number, currency: string): string {
  if (isWin(stake, payout)) return `You won ${formatMoney(payout - stake, currency)}`;
  if (payout === 0) return `No return on ${formatMoney(stake, currency)}`;
  return `${formatMoney(payout, currency)} back of ${formatMoney(stake, currency)}`;
}

/** The same beside a stake that is on view already: the same words for the same sums. */
export function sayReturnBriefly(stake: number, payout: number, currency: string): string {
  if (isWin(stake, payout)) return `Won ${formatMoney(payout - stake, currency)}`;
  return payout === 0 ? "No return" : `${formatMoney(payout, currency)} back`;
}
