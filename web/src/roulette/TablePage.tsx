import { usePlayer } from "../app/context";
import { LOBBY } from "../app/route";
import { describeError } from "../shared/errorMessages";
import { Store, useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import { LiveTable } from "./LiveTable";
import type { TableState } from "./tableState";
import type { RequestRefused } from "@croupier/client";
import { useTable } from "./useTable";

const NO_TABLE = new Store<TableState | null>(null);
const NO_REFUSAL = new Store<RequestRefused | null>(null);

/** One table: waits for its snapshot, then plays. */
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
  return <LiveTable store={store} table={table} />;
}
