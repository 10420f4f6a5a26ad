import { describe, expect, it } from "vitest";
import { gameHash, parseRoute, tableHash, verifyHash, type Route } from "../src/app/route";

const ID = "50% off/été #1";

describe("an address", () => {
  it.each<[string, Route]>([
    ["", { page: "lobby" }],
    ["#/", { page: "lobby" }],
    ["#/tables", { page: "lobby" }],
    ["#/cashier", { page: "cashier" }],
    ["#/history", { page: "history" }],
    ["#/verify", { page: "verify", roundId: null }],
    [tableHash(ID), { page: "table", tableId: ID }],
    [gameHash(ID), { page: "game", gameId: ID }],
    [verifyHash(ID), { page: "verify", roundId: ID }],
  ])("%s leads to its page", (hash, route) => {
    expect(parseRoute(hash)).toEqual(route);
  });

  it.each(["tables", "games", "verify", "cashier", "nowhere", "%E0%A4%A"])(
    "of %s that can't be decoded leads nowhere, and harms nobody",
    (page) => {
      for (const id of ["%E0%A4%A", "%", "%zz", "a%FFb"]) {
        expect(parseRoute(`#/${page}/${id}`)).toEqual({ page: "unknown" });
      }
    },
  );

  it("that nobody has made leads nowhere", () => {
    expect(parseRoute("#/nothing/here")).toEqual({ page: "unknown" });
  });
});
