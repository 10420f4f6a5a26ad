import { describe, expect, it } from "vitest";
import { CRASH, readMultiplier, readStart } from "../src/crash/game";
import { drawCurve } from "../src/crash/curve";
import { CAP, multiplierAt, parseTarget, timeOf } from "../src/crash/growth";
import { sayMultiplier } from "../src/shared/multiplier";
import { worthAt } from "../src/crash/worth";

describe("the multiplier", () => {
  it("is what the platform pays at the same millisecond", () => {
    // Of `casino.games.crash.multiplier_at`, which computes in decimals.
    const known: readonly (readonly [number, number])[] = [
      [0, 100],
      [166, 101],
      [165, 100],
      [1_000, 106],
      [11_552, 199],
      [11_553, 200],
      [13_955, 231],
      [60_000, 3_659],
      [115_129, 99_998],
      [115_130, 100_000],
    ];
    for (const [ms, multiplier] of known) expect([ms, multiplierAt(ms)]).toEqual([ms, multiplier]);
  });

  it("has not grown before the start, and never beyond the cap", () => {
    expect(multiplierAt(-500)).toBe(100);
    expect(multiplierAt(10_000_000)).toBe(CAP);
  });

  it("is reached when its time has come, and not a millisecond before", () => {
    for (const multiplier of [101, 200, 231, 5_000, CAP]) {
      const ms = Math.ceil(timeOf(multiplier));
      expect(multiplierAt(ms)).toBeGreaterThanOrEqual(multiplier);
      expect(multiplierAt(ms - 2)).toBeLessThan(multiplier);
    }
  });

  it("is said with two decimals", () => {
    expect([100, 231, 1_205].map(sayMultiplier)).toEqual(["1.00×", "2.31×", "12.05×"]);
  });
});

describe("a target", () => {
  it("is read as people write it", () => {
    expect(["2", "2.5", " 1,01 ", "10×", "1000"].map(parseTarget)).toEqual([
      200, 250, 101, 1_000, 100_000,
    ]);
  });

  it("is from 1.01 to 1000, with two decimals at most", () => {
    for (const text of ["1", "1.00", "1000.01", "2.005", "-3", "", "two"]) {
      expect(parseTarget(text)).toBeNull();
    }
  });
});

describe("a bet", () => {
  const byHand = { type: "crash", amount: 150 };
  const at = (target: number) => ({ ...byHand, selection: [target] });

  it("is lost where it breaks before the target, or nobody cashed it out", () => {
    const outcome = { multiplier: 231 };
    expect(CRASH.isLost(at(231), outcome)).toBe(false);
    expect(CRASH.isLost(at(232), outcome)).toBe(true);
    expect(CRASH.isLost(byHand, outcome)).toBe(true);
  });

  it("is worth its stakes times the multiplier, and no more than their targets", () => {
    expect(worthAt([byHand], 133)).toBe(199);
    expect(worthAt([byHand, at(120)], 133)).toBe(199 + 180);
    expect(worthAt([byHand, byHand], 133)).toBe(399);
  });
});

it("reads nothing out of what another game sent", () => {
  expect(readMultiplier({ pocket: 3 })).toBeNull();
  expect(readStart({ seats: [] })).toBeNull();
  expect(readStart(null)).toBeNull();
});

it("draws a curve that rises and stays in its box", () => {
  for (const ms of [0, 1_000, 60_000, 115_129]) {
    const { tip, marks } = drawCurve(ms);
    expect(tip.x).toBeGreaterThanOrEqual(0);
    expect(tip.y).toBeGreaterThan(0);
    expect(marks.length).toBeLessThanOrEqual(6);
    expect(marks.every(({ y }) => y > 0)).toBe(true);
  }
});
