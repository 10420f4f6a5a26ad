import { describe, expect, it } from "vitest";
import type { ServerEvent } from "@croupier/client";
import { addChip, amountsBySpot, chipRack, gatherStakes, undo } from "../src/tables/betSlip";
import { FRENCH_ROULETTE, ROULETTE } from "../src/roulette/game";
import { applyResult, roundReturn, type MyBet } from "../src/tables/myBets";
import { applyEvent, isBettingOpen, readSnapshot } from "../src/tables/tableState";

const NOON = Date.parse("2026-01-01T12:00:00Z");

function event(name: string, data: unknown): ServerEvent {
  return { channel: "t", epoch: "e", seq: 1, event: name, at: "", data } as unknown as ServerEvent;
}

const open = applyEvent(
  readSnapshot({ table_id: "r1", phase: "settled", round_id: "round-1", players: 3 }),
  event("round.opened", {
    round_id: "round-2",
    number: 2,
    closes_at: "2026-01-01T12:00:20Z",
    commitment: "c0ffee",
  }),
);

describe("the table", () => {
  it("takes bets while the server's clock is before closing time", () => {
    expect(isBettingOpen(open, NOON)).toBe(true);
    expect(isBettingOpen(open, NOON + 20_000)).toBe(false);
    const closed = applyEvent(open, event("round.closed", { round_id: "round-2" }));
    expect(isBettingOpen(closed, NOON)).toBe(false);
  });

  it("puts a result first and keeps it once", () => {
    const data = { round_id: "round-2", outcome: { pocket: 32, colour: "red" } };
    const once = applyEvent(open, event("round.result", data));
    const twice = applyEvent(once, event("round.result", data));
    expect(twice.lastResults).toEqual([{ roundId: "round-2", outcome: data.outcome }]);
  });

  it("ignores a summary of another round and events it doesn't know", () => {
    const stale = event("bets.summary", { round_id: "round-1", bets: 9, total_stake: 900 });
    expect(applyEvent(open, stale).activity.bets).toBe(0);
    expect(applyEvent(open, event("round.sparkled", {}))).toBe(open);
  });

  it("counts who got out, of this round alone", () => {
    const told = (round_id: string) =>
      event("cash_outs.summary", { round_id, cash_outs: 2, currency: "EUR", total_payout: 462 });
    expect(applyEvent(open, told("round-1")).cashOuts.count).toBe(0);
    expect(applyEvent(open, told("round-2")).cashOuts).toEqual({
      count: 2,
      totalPayout: 462,
      currency: "EUR",
    });
  });

  it("follows who sits down and gets up, each once", () => {
    const seat = (name: string, number: number) =>
      event(name, { table_id: "r1", seat: number });
    const seated = [seat("seat.taken", 5), seat("seat.taken", 2), seat("seat.taken", 5)];
    const after = seated.reduce(applyEvent, open);
    expect(after.seatsTaken).toEqual([2, 5]);
    expect(applyEvent(after, seat("seat.left", 5)).seatsTaken).toEqual([2]);
  });

  it("holds the cards that a dealer deals, once each, and as they were corrected", () => {
    const card = (code: string, position: number) =>
      event("round.card", { round_id: "round-2", card: code, position, next_at: "" });
    const dealt = [card("KD", 0), card("3S", 1), card("3S", 1)].reduce(applyEvent, open);
    expect(dealt.cards).toEqual(["KD", "3S"]);
    const right = event("round.corrected", { round_id: "round-2", cards: ["KH"], next_at: "" });
    expect(applyEvent(dealt, right).cards).toEqual(["KH"]);
  });

  it("says when staff pause it, and why", () => {
    const paused = event("table.status", { status: "paused", reason: "The wheel is cleaned" });
    expect(applyEvent(open, paused)).toMatchObject({
      status: "paused",
      statusReason: "The wheel is cleaned",
    });
  });

  it("is in play without a time where the end is a secret of the seed", () => {
    const play = { started_at: "2026-01-01T12:00:25Z" };
    const playing = event("round.playing", { round_id: "round-2", play, next_at: null });
    expect(applyEvent(open, playing)).toMatchObject({ phase: "playing", play, nextAt: null });
  });

  it("reads a snapshot that says next to nothing", () => {
    for (const raw of [null, {}, { phase: "new-phase", last_results: [{}], outcome: 1 }]) {
      expect(readSnapshot(raw)).toMatchObject({ phase: "waiting", lastResults: [], outcome: null });
    }
  });
});

describe("the bet slip", () => {
  const slip = addChip(
    addChip(addChip([], { type: "straight", selection: [17] }, 100), { type: "red" }, 500),
    { type: "straight", selection: [17] },
    100,
  );

  it("sends one stake for each spot", () => {
    expect(gatherStakes(slip)).toEqual([
      { type: "straight", selection: [17], amount: 200 },
      { type: "red", amount: 500 },
    ]);
  });

  it("takes back the last chip", () => {
    expect(amountsBySpot(undo(slip)).get("straight:17")).toBe(100);
  });

  it("offers chips within the table's limits", () => {
    expect(chipRack(100, 10_000)).toEqual([100, 500, 1_000, 5_000, 10_000]);
    expect(chipRack(10, 50)).toEqual([10, 20, 50]);
  });
});

describe("my bets", () => {
  const bet: MyBet = {
    betId: "b",
    roundId: "round-2",
    stakes: [
      { type: "straight", selection: [17], amount: 100 },
      { type: "black", amount: 200 },
    ],
    status: "accepted",
    payout: null,
  };

  const after = (pocket: number, game = ROULETTE) => {
    const isLost = (stake: MyBet["stakes"][number]) => game.isLost(stake, { pocket });
    return roundReturn(applyResult([bet], "round-2", isLost), "round-2");
  };

  it("are lost by the result alone, but won only when the server has paid", () => {
    expect(after(0)).toEqual({ stake: 300, payout: 0 });
    expect(after(17)).toBeNull();
    expect(after(2)).toBeNull();
  });

  it("wait for the half that la partage returns on zero", () => {
    expect(after(0, FRENCH_ROULETTE)).toBeNull();
    expect(after(3, FRENCH_ROULETTE)).toEqual({ stake: 300, payout: 0 });
  });
});
