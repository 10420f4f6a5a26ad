import { tableHash } from "../app/route";
import { findGame } from "../games/games";
import { formatMoney } from "../shared/money/money";
import { gameOf } from "../tables/games";
import { phaseName } from "../tables/phaseNames";
import { viewOf } from "../tables/views";
import type { ListedTable } from "./tableList";

/** In place of the phase, where a table doesn't play on as usual. */
const STATUSES: Readonly<Record<string, string>> = {
  paused: "Paused",
  closing: "Closes after this round",
  maintenance: "Out for maintenance",
};

export function TableCard({ table, currency }: { table: ListedTable; currency: string }) {
  const { gameId, players, limits, lastOutcome } = table;
  const game = gameOf(gameId);
  const Art = viewOf(gameId)?.Art;
  const last = game.sayOutcome(lastOutcome);
  return (
    <a className="card table-card" href={tableHash(table.tableId)}>
      {Art && <Art />}
      <span className="table-card-text">
        <strong>{table.name}</strong>
        <span className="muted">
          {findGame(gameId)?.name ?? "Another game"}
          {limits && " · "}
          {limits && (
            <span className="table-card-limits">
              {formatMoney(limits.minStake, currency)} – {formatMoney(limits.maxStake, currency)}
            </span>
          )}
        </span>
        <span className="table-card-facts">
          <span className="tag">{STATUSES[table.status] ?? phaseName(table.phase)}</span>
          <span className="muted">{players === 1 ? "1 player" : `${players} players`}</span>
          {last !== null && <span className="muted">Last: {last}</span>}
        </span>
      </span>
    </a>
  );
}
