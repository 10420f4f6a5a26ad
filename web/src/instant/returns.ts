import type { Exact } from "../fairness/rounding";
import { formatMoney } from "../shared/money/money";
import { isWin, sayReturn } from "../shared/money/returns";
import type { PastRound } from "./types";

/** What came back, in plain words; only more than the stake is called a win. */
export function describeReturn({ stake, payout, currency }: PastRound): string {
  const said = sayReturn(stake, payout, currency);
  return isWin(stake, payout) ? `${said}: ${formatMoney(payout, currency)} back` : said;
}

/** What a win brings back; both amounts that it may be where a draw decides a fraction. */
export function describeExact({ whole, parts }: Exact, currency: string): string {
  const least = formatMoney(whole, currency);
  return parts === 0 ? least : `${least} or ${formatMoney(whole + 1, currency)}`;
}

/** A catalogue's "0.96001561" as "96.001561 %": every digit of it, and no zeros after them. */
export function describeRtp(rtp: string): string {
  const [whole = "0", fraction = ""] = rtp.split(".");
  const digits = fraction.padEnd(2, "0");
  const percent = String(Number(whole + digits.slice(0, 2)));
  const rest = digits.slice(2).replace(/0+$/, "");
  return rest === "" ? `${percent}\u00a0%` : `${percent}.${rest}\u00a0%`;
}
