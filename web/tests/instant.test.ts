import { describe, expect, it } from "vitest";
import { parseRoute } from "../src/app/route";
import {
  describeRoll,
  diceMultiplier,
  winningRolls,
} from "../src/instant/dice/diceOdds";
import {
  describeChance,
  parseTarget,
} from "../src/instant/limbo/limboOdds";
import { diceReturn } from "../src/fairness/dice";
import { limboReturn } from "../src/fairness/multiplier";
import { describeExact, describeReturn, describeRtp } from "../src/instant/returns";
import { stakeNear, stakeProblem } from "../src/instant/stakes";
import { amountText, formatMoney } from "../src/shared/money/money";
import { sayMultiplier } from "../src/shared/multiplier";
import rounds from "./rounds.json";

const money = (amount: number) => formatMoney(amount, "EUR");

describe("what a win brings back", () => {
  it("is what the platform paid at dice", () => {
    const won = rounds.filter(({ game_id, payout }) => game_id === "dice" && payout !== 0);
    expect(won).not.toEqual([]);
    for (const { stake, choice, payout } of won) {
      const { chance } = choice as unknown as { chance: number };
      const { whole, parts } = diceReturn(stake!, chance);
      expect(parts === 0 ? [whole] : [whole, whole + 1]).toContain(payout);
    }
  });

  it("is what the platform paid at limbo", () => {
    const won = rounds.filter(({ game_id, payout }) => game_id === "limbo" && payout !== 0);
    expect(won).not.toEqual([]);
    for (const { stake, choice, payout } of won) {
      const { target } = choice as unknown as { target: number };
      const { whole, parts } = limboReturn(stake!, target);
      expect(parts === 0 ? [whole] : [whole, whole + 1]).toContain(payout);
    }
  });

  it("is told as both amounts that it may be, where a draw decides", () => {
    expect(describeExact(limboReturn(10, 200), "EUR")).toBe(money(20));
    expect(describeExact(limboReturn(10, 109), "EUR")).toBe(`${money(10)} or ${money(11)}`);
  });

  it("is called a win only when it is more than the stake", () => {
    const round = { round_id: "r", game_id: "dice", outcome: null, stake: 100, currency: "EUR" };
    const said = (payout: number) => describeReturn({ ...round, payout });
    expect(said(0)).toBe(`No return on ${money(100)}`);
    expect(said(40)).toBe(`${money(40)} back of ${money(100)}`);
    expect(said(100)).toBe(`${money(100)} back of ${money(100)}`);
    expect(said(250)).toBe(`You won ${money(150)}: ${money(250)} back`);
  });
});

describe("the odds at dice", () => {
  it("name exactly as many rolls as there are chances", () => {
    expect(winningRolls({ direction: "under", chance: 4950 })).toEqual([0, 4949]);
    expect(winningRolls({ direction: "over", chance: 1 })).toEqual([9999, 9999]);
  });

  it("are cut off, never rounded up", () => {
    expect(diceMultiplier(4950)).toBe("2.00");
    expect(diceMultiplier(9800)).toBe("1.0102");
    expect(diceMultiplier(3333)).toBe("2.9702");
  });

  it("show a roll with all its digits", () => {
    expect([0, 7, 333, 9999].map(describeRoll)).toEqual(["00.00", "00.07", "03.33", "99.99"]);
  });
});

describe("a target at limbo", () => {
  it.each([
    ["2", 200],
    ["2.5", 250],
    ["1,01", 101],
    ["10000", 1_000_000],
    [" 3.00× ", 300],
  ])("is read from %j", (text, target) => {
    expect(parseTarget(text, 1_000_000)).toBe(target);
  });

  it.each(["", "1", "1.00", "10000.01", "-2", "2.505", "two", "1e3"])("is none in %j", (text) => {
    expect(parseTarget(text, 1_000_000)).toBeNull();
  });

  it("is reached as often as is said", () => {
    expect(describeChance(200)).toBe("49.50 %");
    expect(describeChance(1_000_000)).toBe("0.0099 %");
    expect(sayMultiplier(105)).toBe("1.05×");
    expect(sayMultiplier(1_000_000)).toBe("10000.00×");
  });
});

describe("a stake", () => {
  const limits = { least: 10, most: 10_000, step: 20 };

  it("is within the limits and divisible among the lines", () => {
    expect(stakeProblem(100, limits, "EUR")).toBeNull();
    expect(stakeProblem(110, limits, "EUR")).toBe(`Stakes are multiples of ${money(20)}.`);
    expect(stakeProblem(10_020, limits, "EUR")).toBe(`Stakes are from ${money(10)} to ${money(10_000)}.`);
    expect(stakeProblem(null, limits, "EUR")).toMatch(/enter an amount/);
  });

  it("is changed to one that can be staked", () => {
    expect(stakeNear(25, limits)).toBe(20);
    expect(stakeNear(1, limits)).toBe(20);
    expect(stakeNear(1_000_000, limits)).toBe(10_000);
  });

  it("is written as a person would type it", () => {
    expect(amountText(5, "EUR")).toBe("0.05");
    expect(amountText(1_250, "EUR")).toBe("12.50");
    expect(amountText(100, "JPY")).toBe("100");
  });
});

it("a return to player is told with every digit", () => {
  expect(describeRtp("0.96001561")).toBe("96.001561\u00a0%");
  expect(describeRtp("0.99000000")).toBe("99\u00a0%");
  expect(describeRtp("0.97297297")).toBe("97.297297\u00a0%");
});

it("games and rounds have addresses of their own", () => {
  expect(parseRoute("#/games/grand-harbour")).toEqual({ page: "game", gameId: "grand-harbour" });
  expect(parseRoute("#/verify")).toEqual({ page: "verify", roundId: null });
  expect(parseRoute("#/verify/rnd%3A1")).toEqual({ page: "verify", roundId: "rnd:1" });
  expect(parseRoute("#/games")).toEqual({ page: "lobby" });
});
