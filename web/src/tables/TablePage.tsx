import { usePlayer } from "../app/context";
import { LOBBY } from "../app/route";
import { describeError } from "../shared/errorMessages";
import { Store, useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import type { TableState } from "./tableState";
import type { RequestRefused } from "@croupier/client";
import { useTable } from "./useTable";
import { viewOf } from "./views";

const NO_TABLE = new Store<TableState | null>(null);
const NO_REFUSAL = new Store<RequestRefused | null>(null);

/** One table: waits for its snapshot, then shows the view of its game. */
export function TablePage({ tableId }: { tableId: string }) {
  const { line } = usePlayer();
  const store = useTable(tableId);
  const table = useStore(store?.table ?? NO_TABLE);
  const refusal = useStore(store?.refusal ?? NO_REFUSAL);
  const connection = useStore(line.state);
  if (refusal !== null) {
    return (
      <section className="page">
        <Notice kind="error">{describeError(refusal)}</Notice>
        <a href={LOBBY}>Back to the tables</a>
      </section>
    );
  }
  if (store === null || table === null) {
    return (
      <p className="page-message">
        {connection.kind === "stopped" ? "This table is out of reach." : "Finding you a seat…"}
      </p>
    );
  }
  const view = viewOf(table.gameId);
  if (view === null) {
    return (
      <section className="page">
        <Notice kind="info">This page can't show what is played at {table.name}.</Notice>
        <a href={LOBBY}>Back to the tables</a>
      </section>
    );
  }
  return <view.Table store={store} table={table} />;
}
