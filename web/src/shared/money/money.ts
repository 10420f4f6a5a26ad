/** Amounts are whole numbers of a currency's minor unit, as on the wire; never fractions. */

/** How many decimals the currency has (ISO 4217): 2 for EUR, 0 for JPY, 3 for KWD. */
export function currencyExponent(currency: string): number {
  return (
    new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions()
      .maximumFractionDigits ?? 2
  );
}

export function formatMoney(amount: number, currency: string, locale?: string): string {
  const exponent = currencyExponent(currency);
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency,
    minimumFractionDigits: exponent,
    maximumFractionDigits: exponent,
    // A decimal string keeps every digit; dividing would make a binary fraction of it.
  }).format(toDecimal(amount, exponent) as unknown as number);
}

/** As a person would type it: "1.00" for 100 cents. */
export function amountText(amount: number, currency: string): string {
  return toDecimal(amount, currencyExponent(currency));
}

/** As short as a chip needs it: 1, 0.50, 1K. */
export function formatChip(amount: number, currency: string): string {
  const exponent = currencyExponent(currency);
  const unit = 10 ** exponent;
  if (amount >= 1000 * unit && amount % (100 * unit) === 0) return `${amount / (1000 * unit)}K`;
  return amount % unit === 0 ? String(amount / unit) : toDecimal(amount, exponent);
}

/** Reads what a person typed ("12", "12.5", "12,50"); null when it is no positive amount. */
export function parseAmount(text: string, currency: string): number | null {
  const exponent = currencyExponent(currency);
  const match = /^\s*(\d{1,9})(?:[.,](\d+))?\s*$/.exec(text);
  if (match === null) return null;
  const [, whole = "", fraction = ""] = match;
  if (fraction.length > exponent) return null;
  const amount = Number(whole + fraction.padEnd(exponent, "0"));
  return amount > 0 ? amount : null;
}

function toDecimal(amount: number, exponent: number): string {
  if (exponent === 0) return String(amount);
  const sign = amount < 0 ? "-" : "";
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  return `${sign}${digits.slice(0, -exponent)}.${digits.slice(-exponent)}`;
}
