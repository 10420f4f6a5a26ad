import { expect, it } from "vitest";
import { ServerClock } from "../src/index.js";

const at = (ms: number) => new Date(ms).toISOString();

it("assumes that the server read its clock halfway through the exchange", () => {
  const clock = new ServerClock(() => 1_000_000);
  clock.observe(at(1_005_000), 999_900, 1_000_100);
  expect(clock.time()).toBe(1_005_000);
});

it("prefers the faster of two exchanges", () => {
  const clock = new ServerClock(() => 1_000_000);
  clock.observe(at(1_005_000), 999_990, 1_000_010);
  clock.observe(at(1_009_000), 999_000, 1_001_000);
  expect(clock.time()).toBe(1_005_000);
});
