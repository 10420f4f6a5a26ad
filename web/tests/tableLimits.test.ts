import { RequestRefused } from "@croupier/client";
import { describe, expect, it } from "vitest";
import { beyondLimits, sayWhatIsLeft } from "../src/tables/tableLimits";

const LIMITS = { minStake: 10, maxStake: 1_000, maxBet: 2_500 };
const seven = (amount: number) => ({ type: "straight", selection: [7], amount });
const red = (amount: number) => ({ type: "red", amount });

describe("beyondLimits", () => {
  it("counts what is on the round already", () => {
    expect(beyondLimits([seven(400)], [seven(600)], LIMITS, "EUR")).toBeNull();
    expect(beyondLimits([seven(401)], [seven(600)], LIMITS, "EUR")).toContain("€10.00 on one spot");
    expect(beyondLimits([seven(300)], [seven(200), seven(600)], LIMITS, "EUR")).not.toBeNull();
  });

  it("counts all spots of the round together", () => {
    const placed = [red(1_000), { type: "odd", amount: 1_000 }];
    expect(beyondLimits([seven(500)], placed, LIMITS, "EUR")).toBeNull();
    expect(beyondLimits([seven(501)], placed, LIMITS, "EUR")).toContain("€25.00 in one round");
  });

  it("does not mind what a full spot holds if nothing is added to it", () => {
    expect(beyondLimits([seven(10)], [red(1_000)], LIMITS, "EUR")).toBeNull();
  });
});

describe("sayWhatIsLeft", () => {
  const refused = (limit: string) =>
    new RequestRefused("stake_out_of_range", "…", false, { limit, remaining: 350 });

  it.each([
    ["max_stake", "That spot takes only €3.50 more of you in this round."],
    ["max_bet", "This round takes only €3.50 more of you."],
    ["max_player_exposure", "That could win too much: only €3.50 more can be won in this round."],
    ["max_exposure", "That could win too much: only €3.50 more can be won in this round."],
  ])("tells what %s leaves", (limit, sentence) => {
    expect(sayWhatIsLeft(refused(limit), "EUR")).toBe(sentence);
  });

  it("leaves other errors to others", () => {
    expect(sayWhatIsLeft(new Error("no"), "EUR")).toBeNull();
    expect(sayWhatIsLeft(refused("min_stake"), "EUR")).toBeNull();
    expect(
      sayWhatIsLeft(new RequestRefused("stake_out_of_range", "…", false, undefined), "EUR"),
    ).toBeNull();
  });
});
