import { describe, expect, it } from "vitest";
import { ChannelCursor } from "../src/channelCursor.js";
import type { RawEvent } from "../src/events.js";

const at = (seq: number, epoch = "e1"): RawEvent => ({
  type: "event",
  channel: "c",
  epoch,
  seq,
  event: "x",
  at: "",
  data: {},
});

function cursorAt(seq: number): ChannelCursor {
  const cursor = new ChannelCursor();
  cursor.moveTo({ epoch: "e1", seq });
  return cursor;
}

const seqs = (events: readonly RawEvent[]) => events.map(({ seq }) => seq);

describe("a channel's cursor", () => {
  it("delivers the next event and is not behind for having seen a duplicate", () => {
    const cursor = cursorAt(1);
    expect(seqs(cursor.accept(at(2)))).toEqual([2]);
    expect(seqs(cursor.accept(at(2)))).toEqual([]);
    expect(seqs(cursor.accept(at(1)))).toEqual([]);
    expect(cursor.isBehind).toBe(false);
  });

  it("holds events back until the gap before them has closed", () => {
    const cursor = cursorAt(1);
    expect(seqs(cursor.accept(at(4)))).toEqual([]);
    expect(seqs(cursor.accept(at(3)))).toEqual([]);
    expect(cursor.isBehind).toBe(true);
    expect(seqs(cursor.accept(at(2)))).toEqual([2, 3, 4]);
    expect(cursor.isBehind).toBe(false);
  });

  it("waits for its first position, then delivers only what comes after it", () => {
    const cursor = new ChannelCursor();
    cursor.accept(at(5));
    cursor.accept(at(6));
    expect(seqs(cursor.moveTo({ epoch: "e1", seq: 5 }))).toEqual([6]);
    expect(cursor.isBehind).toBe(false);
  });

  it("never moves back within an epoch", () => {
    const cursor = cursorAt(9);
    cursor.moveTo({ epoch: "e1", seq: 3 });
    expect(cursor.position).toEqual({ epoch: "e1", seq: 9 });
  });

  it("forgets stragglers of another epoch once the server has said where it is", () => {
    const cursor = cursorAt(9);
    cursor.accept(at(12, "e0"));
    expect(cursor.isBehind).toBe(true);
    cursor.moveTo({ epoch: "e1", seq: 9 });
    expect(cursor.isBehind).toBe(false);
  });

  it("goes on from what it has when a gap can't be filled", () => {
    const cursor = cursorAt(1);
    cursor.accept(at(8));
    cursor.accept(at(7));
    expect(seqs(cursor.skipGap())).toEqual([7, 8]);
    expect(cursor.position).toEqual({ epoch: "e1", seq: 8 });
  });
});
