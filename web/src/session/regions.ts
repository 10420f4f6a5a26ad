/** Where and in what people may ask to play. The platform's policy decides; this only offers. */

const COUNTRIES = [
  "AT", "BE", "BG", "BR", "CA", "CH", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "GB", "GR", "HR",
  "HU", "IE", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NZ", "PL", "PT", "RO", "SE", "SI", "SK",
];

export const CURRENCIES = [
  "EUR", "GBP", "USD", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "RON", "CAD", "AUD", "NZD",
  "BRL", "JPY", "KWD",
];

export interface Country {
  readonly code: string;
  readonly name: string;
}

export function listCountries(locale?: string): readonly Country[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return COUNTRIES.map((code) => ({ code, name: names.of(code) ?? code })).sort((a, b) =>
    a.name.localeCompare(b.name, locale),
  );
}

/** The country that the browser's language suggests, if it is on the list. */
export function guessCountry(language: string): string {
  const region = new Intl.Locale(language).maximize().region ?? "";
  return COUNTRIES.includes(region) ? region : "MT";
}
