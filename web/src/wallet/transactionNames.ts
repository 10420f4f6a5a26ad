/** A history line's type in plain words. */
const NAMES: Readonly<Record<string, string>> = {
  deposit: "Deposit",
  withdrawal_hold: "Withdrawal requested",
  withdrawal_released: "Withdrawal returned",
  withdrawal_paid: "Withdrawal paid",
  bet: "Bet",
  bet_void: "Bet returned",
  win: "Payout",
  bonus: "Bonus",
  adjustment: "Adjustment",
};

/** What the history can be narrowed to. */
export const FILTERS: readonly { readonly type: string; readonly label: string }[] = [
  { type: "", label: "Everything" },
  { type: "deposit", label: "Deposits" },
  { type: "withdrawal_hold", label: "Withdrawals" },
  { type: "bet", label: "Bets" },
  { type: "win", label: "Payouts" },
];

export function transactionName(type: string): string {
  return NAMES[type] ?? type.replaceAll("_", " ");
}
