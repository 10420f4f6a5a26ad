import { describe, expect, test } from "vitest";
import {
  BREAKS,
  breakNamed,
  describeRestriction,
  restrictionOf,
  strictest,
} from "../src/restriction/restriction";

const UNTIL = "2026-12-07T12:00:00.000000Z";
const BEFORE = Date.parse("2026-12-01T00:00:00Z");
const AFTER = Date.parse("2026-12-08T00:00:00Z");

describe("a restriction", () => {
  test("says why and until when", () => {
    const text = describeRestriction({ reason: "timed_out", until: UNTIL, lapses: true }, BEFORE);
    expect(text).toMatch(/^You are taking a time-out until .*2026.*\. Your balance/);
  });

  test("is over at the end of a time-out, and not at that of a self-exclusion", () => {
    const timeOut = { reason: "timed_out", until: UNTIL, lapses: true };
    expect(describeRestriction(timeOut, AFTER)).toBeNull();
    const exclusion = { reason: "self_excluded", until: UNTIL, lapses: false };
    expect(describeRestriction(exclusion, BEFORE)).toMatch(/^You have excluded yourself .* until/);
    expect(describeRestriction(exclusion, AFTER)).toMatch(/ask us to reopen/);
    expect(describeRestriction({ ...exclusion, lapses: true }, AFTER)).toBeNull();
  });

  test("of a reason that this page does not know still says that nobody can play", () => {
    const text = describeRestriction({ reason: "looked_into", until: null, lapses: true }, BEFORE);
    expect(text).toMatch(/can't play at present/);
    expect(describeRestriction(null)).toBeNull();
  });

  test("gives way to none that ends sooner", () => {
    const day = { reason: "timed_out", until: "2026-12-02T00:00:00.000000Z", lapses: true };
    const week = { reason: "timed_out", until: UNTIL, lapses: true };
    const exclusion = { reason: "self_excluded", until: day.until, lapses: false };
    expect(strictest(null, day)).toBe(day);
    expect(strictest(day, week)).toBe(week);
    expect(strictest(week, day)).toBe(week);
    expect(strictest(exclusion, week)).toBe(exclusion);
    expect(strictest(week, exclusion)).toBe(exclusion);
  });

  test("can be asked for by names that are all different", () => {
    expect(new Set(BREAKS.map((each) => each.name)).size).toBe(BREAKS.length);
    for (const each of BREAKS) expect(breakNamed(each.name)).toBe(each);
  });

  test("is read from what the player's channel tells", () => {
    const told = { reason: "self_excluded", until: UNTIL };
    expect(restrictionOf(told)).toEqual({ ...told, lapses: false });
    expect(restrictionOf({ reason: "timed_out", until: UNTIL }).lapses).toBe(true);
  });
});
