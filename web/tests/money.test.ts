import { describe, expect, it } from "vitest";
import { formatChip, formatMoney, parseAmount } from "../src/shared/money/money";

describe("amounts", () => {
  it.each([
    [1250, "EUR", "€12.50"],
    [-1250, "EUR", "-€12.50"],
    [5, "EUR", "€0.05"],
    [1250, "JPY", "¥1,250"],
    [123456789012345, "EUR", "€1,234,567,890,123.45"],
  ])("shows %i %s as %s", (amount, currency, expected) => {
    expect(formatMoney(amount, currency, "en")).toBe(expected);
  });

  it("knows currencies of three decimals", () => {
    expect(formatMoney(1250, "KWD", "en")).toMatch(/1\.250$/);
  });

  it.each([
    ["12", "EUR", 1200],
    ["12.5", "EUR", 1250],
    ["12,50", "EUR", 1250],
    [" 0.29 ", "EUR", 29],
    ["250", "JPY", 250],
    ["1.234", "KWD", 1234],
  ])("reads %j in %s as %i", (text, currency, expected) => {
    expect(parseAmount(text, currency)).toBe(expected);
  });

  it.each(["", "0", "-1", "1.234", "1e3", "12abc", "1.2.3", "9999999999"])(
    "does not read %j as an amount",
    (text) => {
      expect(parseAmount(text, "EUR")).toBeNull();
    },
  );

  it("keeps chips short", () => {
    expect([50, 100, 2500, 100_000].map((value) => formatChip(value, "EUR"))).toEqual([
      "0.50",
      "1",
      "25",
      "1K",
    ]);
  });
});
