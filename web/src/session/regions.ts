/** Where and in what people may ask to play, as the platform's policies have it. */

/** A country from which one can register. */
export interface Region {
  readonly country: string;
  readonly minimum_age: number;
  readonly currencies: readonly string[];
}

export interface NamedRegion extends Region {
  readonly name: string;
}

const DEFAULT_CURRENCY = "EUR";

/** In the order of their names, in the reader's language. */
export function nameRegions(regions: readonly Region[], locale?: string): readonly NamedRegion[] {
  const names = new Intl.DisplayNames(locale, { type: "region" });
  return regions
    .map((region) => ({ ...region, name: names.of(region.country) ?? region.country }))
    .sort((a, b) => a.name.localeCompare(b.name, locale));
}

/** The one that the browser's language suggests, if it is on the list; else the first. */
export function guessRegion<R extends Region>(regions: readonly R[], language: string): R | null {
  const guess = new Intl.Locale(language).maximize().region;
  return regions.find(({ country }) => country === guess) ?? regions[0] ?? null;
}

/** The currency that was chosen, where one can play in it; else one in which one can. */
export function currencyIn(region: Region | null, chosen: string): string {
  const known = region?.currencies ?? [];
  if (known.includes(chosen)) return chosen;
  return known.includes(DEFAULT_CURRENCY) ? DEFAULT_CURRENCY : (known[0] ?? "");
}
