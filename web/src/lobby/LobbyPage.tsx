import { useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { CASHIER, tableHash } from "../app/route";
import { describeError } from "../shared/errorMessages";
import { formatMoney } from "../shared/money/money";
import { useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import { phaseName } from "../tables/phaseNames";
import { isKnownGame } from "../tables/games";
import { WheelArt } from "../roulette/WheelArt";
import type { TableSummary } from "./tablesApi";

const REFRESH_MS = 10_000;

export function LobbyPage() {
  const { tables: api, wallet, profile } = usePlayer();
  const balance = useStore(wallet.state);
  const [tables, setTables] = useState<readonly TableSummary[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    let isCurrent = true;
    const load = async () => {
      try {
        const list = await api.list();
        if (!isCurrent) return;
        setTables(list.filter((table) => isKnownGame(table.game_id)));
        setError(null);
      } catch (failure) {
        if (isCurrent) setError(failure);
      }
    };
    void load();
    const timer = setInterval(() => {
      if (!document.hidden) void load();
    }, REFRESH_MS);
    return () => {
      isCurrent = false;
      clearInterval(timer);
    };
  }, [api]);

  return (
    <section className="page" aria-labelledby="lobby-title">
      <h1 id="lobby-title">Good to see you, {profile.display_name}</h1>
      {balance?.available === 0 && balance.held === 0 && (
        <Notice kind="info">
          Your balance is empty. <a href={CASHIER}>Make a deposit</a> to play, or just watch.
        </Notice>
      )}
      {error !== null && <Notice kind="error">{describeError(error)}</Notice>}
      <h2>Live tables</h2>
      {tables === null ? (
        error === null && <p className="muted">Looking for tables…</p>
      ) : tables.length === 0 ? (
        <p className="muted">No table is open right now.</p>
      ) : (
        <ul className="tables">
          {tables.map((table) => (
            <li key={table.table_id}>
              <TableCard table={table} currency={profile.currency} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function TableCard({ table, currency }: { table: TableSummary; currency: string }) {
  const players = table.players ?? 0;
  return (
    <a className="card table-card" href={tableHash(table.table_id)}>
      <WheelArt />
      <span className="table-card-text">
        <strong>{table.name}</strong>
        {table.limits && (
          <span className="muted">
            {formatMoney(table.limits.min_stake, currency)} –{" "}
            {formatMoney(table.limits.max_stake, currency)}
          </span>
        )}
        <span className="table-card-facts">
          <span className="tag">{phaseName(table.phase)}</span>
          <span className="muted">
            {players === 1 ? "1 player" : `${players} players`}
          </span>
        </span>
      </span>
      <span className="table-card-go" aria-hidden="true">
        Sit down
      </span>
    </a>
  );
}
