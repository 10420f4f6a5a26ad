import { expect, it } from "vitest";
import type { LobbyTable } from "@croupier/client";
import { readLobby, readTable, withTables } from "../src/lobby/tableList";

const crash = {
  table_id: "crash-1",
  game_id: "crash",
  name: "Crash Sliema",
  status: "open",
  limits: { min_stake: 10, max_stake: 50_000, max_bet: 100_000 },
  players: 3,
  phase: "playing",
  last_results: [{ outcome: { multiplier: 231 } }, { outcome: { multiplier: 100 } }],
};

it("reads a table the same from a list and from the news about it", () => {
  const { last_results, ...rest } = crash;
  const told = { ...rest, last_result: last_results[0] } as unknown as LobbyTable;
  expect(readTable(told)).toEqual(readTable(crash));
  expect(readTable(told).lastOutcome).toEqual({ multiplier: 231 });
});

it("changes the tables that were told of where they are, and adds new ones at the end", () => {
  const table = (tableId: string, players: number) => ({ ...readTable(crash), tableId, players });
  const list = withTables([table("a", 1), table("b", 1)], [table("c", 5), table("a", 2)]);
  expect(list.map(({ tableId, players }) => [tableId, players])).toEqual([
    ["a", 2],
    ["b", 1],
    ["c", 5],
  ]);
});

it("reads a snapshot that says nothing", () => {
  for (const raw of [null, undefined, {}, { items: 3 }]) expect(readLobby(raw)).toEqual([]);
  expect(readLobby({ items: [crash] })).toHaveLength(1);
  expect(readTable({ table_id: "t", game_id: "g", name: "T", status: "open" })).toMatchObject({
    phase: null,
    players: 0,
    limits: null,
    lastOutcome: null,
  });
});
