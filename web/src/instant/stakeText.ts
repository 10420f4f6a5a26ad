import { currencyExponent } from "../shared/money/money";

/** An amount as a person would type it: "1.00" for 100 cents. */
export function stakeText(amount: number, currency: string): string {
  const exponent = currencyExponent(currency);
  if (exponent === 0) return String(amount);
  const digits = String(amount).padStart(exponent + 1, "0");
  return `${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
