import type { LobbyTable } from "@croupier/client";
import type { TableSummary } from "./tablesApi";

/** A table as the lobby shows it. */
export interface ListedTable {
  readonly tableId: string;
  readonly gameId: string;
  readonly name: string;
  readonly status: string;
  readonly phase: string | null;
  readonly players: number;
  readonly limits: { readonly minStake: number; readonly maxStake: number } | null;
  /** As the game writes it; null before the first round has ended. */
  readonly lastOutcome: unknown;
}

/** Reads a table of `GET /v1/tables`, of the lobby's snapshot or of `lobby.changed`. */
export function readTable(table: TableSummary | LobbyTable): ListedTable {
  const { limits } = table;
  const last = "last_result" in table ? table.last_result : table.last_results?.[0];
  return {
    tableId: table.table_id,
    gameId: table.game_id,
    name: table.name,
    status: String(table.status),
    phase: table.phase == null ? null : String(table.phase),
    players: table.players ?? 0,
    limits: limits ? { minStake: limits.min_stake, maxStake: limits.max_stake } : null,
    lastOutcome: last?.outcome ?? null,
  };
}

/** Reads what the lobby's channel starts with: a page of `GET /v1/tables`. */
export function readLobby(snapshot: unknown): readonly ListedTable[] {
  const items = (snapshot as { items?: unknown } | null)?.items;
  return Array.isArray(items) ? items.map((item) => readTable(item as TableSummary)) : [];
}

/** The list with some tables as they are now; new ones come last. */
export function withTables(
  list: readonly ListedTable[],
  changed: readonly ListedTable[],
): readonly ListedTable[] {
  const byId = new Map(list.map((table) => [table.tableId, table]));
  for (const table of changed) byId.set(table.tableId, table);
  return [...byId.values()];
}
