import { describe, expect, it } from "vitest";
import type { BlackjackOutcomeView, BlackjackPlayView } from "@croupier/client";
import { BLACKJACK } from "../src/blackjack/game";
import { handsOf, readOutcome, readPlay, turnsOf } from "../src/blackjack/round";
import { sayDealer, sayDealerTotal, saySeats, sayTotal } from "../src/blackjack/words";

const hand = { soft: false, doubled: false, surrendered: false, stood: false, done: false };

const play: BlackjackPlayView = {
  position: 0,
  dealt: 8,
  stage: "hands",
  dealer: { cards: ["QC"], total: 10, soft: false },
  seats: [
    {
      seat: 2,
      turn: 1,
      insured: null,
      hands: [
        { ...hand, cards: ["8S", "TC"], total: 18, done: true },
        { ...hand, cards: ["8D", "AH"], total: 19, soft: true },
      ],
    },
    { seat: 5, turn: 0, insured: null, hands: [{ ...hand, cards: ["9S", "9C"], total: 18 }] },
  ],
  on: { seat: 2, hand: 2 },
  choices: ["hit", "stand", "double"],
  decisions: [],
};

const outcome: BlackjackOutcomeView = {
  dealer: { cards: ["QC", "9D"], total: 19, blackjack: false },
  seats: [
    {
      seat: 2,
      insured: false,
      hands: [
        { cards: ["8S", "TC"], total: 18, doubled: false, result: "lose" },
        { cards: ["8D", "AH"], total: 19, doubled: false, result: "push" },
      ],
    },
  ],
};

describe("a turn", () => {
  it("is that of whoever bet on the hand that is on", () => {
    expect(turnsOf(play, [2])).toEqual([
      { seat: 2, hand: 2, turn: 1, choices: ["hit", "stand", "double"] },
    ]);
    expect(turnsOf(play, [5])).toEqual([]);
    expect(turnsOf(play, [])).toEqual([]);
  });

  it("is every seat's at once for insurance, until it has decided", () => {
    const [first, second] = play.seats;
    const insurance: BlackjackPlayView = {
      ...play,
      stage: "insurance",
      on: null,
      choices: ["insure", "decline"],
      seats: [{ ...first!, insured: true }, second!],
    };
    expect(turnsOf(insurance, [2, 5]).map(({ seat }) => seat)).toEqual([5]);
  });

  it("is nobody's when the round is over", () => {
    expect(turnsOf({ ...play, stage: "over" }, [2])).toEqual([]);
    expect(turnsOf(null, [2])).toEqual([]);
  });
});

describe("hands", () => {
  it("are shown as they are played, and then as they ended", () => {
    expect(handsOf(2, play, null).map(({ isOn }) => isOn)).toEqual([false, true]);
    expect(handsOf(2, play, outcome).map(({ result }) => result)).toEqual(["lose", "push"]);
    expect(handsOf(3, play, null)).toEqual([]);
  });

  it("are said with what they count", () => {
    expect(handsOf(2, play, null).map(sayTotal)).toEqual(["18", "soft 19"]);
    expect(sayDealer(outcome)).toBe("Dealer has 19");
    expect(saySeats(outcome, [2])).toBe("Seat 2: 18, loses. Seat 2: 19, push");
    expect(saySeats(outcome, [5])).toBe("");
  });
});

it("says that the dealer shows an ace, and counts it once there is another card", () => {
  const dealer = (cards: string[], total: number, soft: boolean) => ({ cards, total, soft });
  expect(sayDealerTotal(dealer(["AS"], 11, true))).toBe("ace");
  expect(sayDealerTotal(dealer(["AS", "6H"], 17, true))).toBe("soft 17");
  expect(sayDealerTotal(dealer(["7S"], 7, false))).toBe("7");
});

describe("a stake", () => {
  const isLost = (type: string, number: number) =>
    BLACKJACK.isLost({ type, selection: [number], amount: 100 }, outcome);

  it("is lost with its hand: a seat's own bet with the first, a split's with its own", () => {
    expect(isLost("seat", 2)).toBe(true);
    expect(isLost("split", 22)).toBe(false);
    expect(isLost("double", 21)).toBe(true);
    expect(isLost("insurance", 2)).toBe(true);
  });

  it("is not taken for lost where the outcome doesn't tell of its hand", () => {
    expect(isLost("seat", 5)).toBe(false);
    const stake = { type: "seat", selection: [2], amount: 100 };
    expect(BLACKJACK.isLost(stake, { dealer: outcome.dealer, seats: [] })).toBe(false);
  });

  it("is named by its seat, and can be placed again only if it was placed", () => {
    expect(BLACKJACK.betName({ type: "split", selection: [22] })).toBe("Split at seat 2");
    expect(BLACKJACK.isDecided?.({ type: "split", selection: [22] })).toBe(true);
    expect(BLACKJACK.isDecided?.({ type: "seat", selection: [2] })).toBe(false);
  });
});

it("reads nothing out of what another game sent", () => {
  for (const raw of [null, {}, { started_at: "" }, { pocket: 3 }]) {
    expect(readPlay(raw)).toBeNull();
    expect(readOutcome(raw)).toBeNull();
  }
});
