import { describe, expect, it } from "vitest";
import { currencyIn, guessRegion, nameRegions, type Region } from "../src/session/regions";

const AUSTRIA: Region = { country: "AT", minimum_age: 18, currencies: ["CHF", "EUR"] };
const BELGIUM: Region = { country: "BE", minimum_age: 21, currencies: ["EUR"] };
const BRITAIN: Region = { country: "GB", minimum_age: 18, currencies: ["GBP", "USD"] };

it("names countries in the reader's language, in its order", () => {
  const named = (locale: string) =>
    nameRegions([BELGIUM, BRITAIN, AUSTRIA], locale).map(({ name }) => name);
  expect(named("en")).toEqual(["Austria", "Belgium", "United Kingdom"]);
  expect(named("de")).toEqual(["Belgien", "Österreich", "Vereinigtes Königreich"]);
});

it("suggests the country of the browser's language, or else the first", () => {
  const regions = [AUSTRIA, BELGIUM, BRITAIN];
  expect(guessRegion(regions, "de-AT")).toBe(AUSTRIA);
  expect(guessRegion(regions, "nl-BE")).toBe(BELGIUM);
  expect(guessRegion(regions, "ja")).toBe(AUSTRIA);
  expect(guessRegion([], "ja")).toBeNull();
});

describe("a currency", () => {
  it("that was chosen stays where one can play in it", () => {
    expect(currencyIn(AUSTRIA, "CHF")).toBe("CHF");
  });
  it("that one can't play in gives way to one in which one can", () => {
    expect(currencyIn(AUSTRIA, "GBP")).toBe("EUR");
    expect(currencyIn(BRITAIN, "EUR")).toBe("GBP");
    expect(currencyIn(null, "EUR")).toBe("");
  });
});
