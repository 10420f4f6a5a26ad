import { describe, expect, test } from "vitest";
import { describeElapsed, describeNet, realityCheckOf } from "../src/restriction/realityCheck";
import { HttpClient } from "../src/shared/http/httpClient";
import type { ApiError } from "../src/shared/http/problem";

const FACTS = { elapsed_minutes: 61, staked: 5000, paid_out: 3500, net: -1500 };

describe("a reality check", () => {
  test("is read from the refusal of a stake, and from no other", () => {
    expect(realityCheckOf({ code: "reality_check_due", details: FACTS })).toEqual(FACTS);
    expect(realityCheckOf({ code: "limit_reached", details: FACTS })).toBeNull();
  });

  test("is one even where the refusal tells nothing that can be read", () => {
    const nothing = { elapsed_minutes: 0, staked: 0, paid_out: 0, net: 0 };
    for (const details of [undefined, null, {}, { net: "much" }]) {
      expect(realityCheckOf({ code: "reality_check_due", details })).toEqual(nothing);
    }
  });

  test("says for how long in hours and minutes", () => {
    expect(describeElapsed(0)).toBe("You have been playing for 0 minutes.");
    expect(describeElapsed(1)).toBe("You have been playing for a minute.");
    expect(describeElapsed(60)).toBe("You have been playing for an hour.");
    expect(describeElapsed(61)).toBe("You have been playing for an hour and a minute.");
    expect(describeElapsed(125)).toBe("You have been playing for 2 hours and 5 minutes.");
  });

  test("says what came of it to the cent, without praise", () => {
    expect(describeNet(-1500, "EUR")).toBe("You have lost €15.00.");
    expect(describeNet(1, "EUR")).toBe("You are €0.01 ahead.");
    expect(describeNet(0, "EUR")).toBe("You have as much as when you began.");
  });

  test("reaches whoever listens to what the platform refuses", async () => {
    const nobody = { accessToken: async () => null, renew: async () => null, end: () => undefined };
    const http = new HttpClient("https://rest.example", nobody);
    const heard: ApiError[] = [];
    const forget = http.onRefused((refusal) => heard.push(refusal));
    const body = JSON.stringify({ code: "reality_check_due", details: FACTS });
    const given = globalThis.fetch;
    globalThis.fetch = async () => new Response(body, { status: 409 });
    try {
      await expect(http.post("/v1/games/dice/rounds")).rejects.toThrow();
      forget();
      await expect(http.post("/v1/games/dice/rounds")).rejects.toThrow();
    } finally {
      globalThis.fetch = given;
    }
    expect(heard.map(realityCheckOf)).toEqual([FACTS]);
  });
});
