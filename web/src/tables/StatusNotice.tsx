import { Notice } from "../shared/ui/Notice";
import type { TableState, TableStatus } from "./tableState";

const SAID: Readonly<Record<Exclude<TableStatus, "open">, string>> = {
  paused: "This table is paused. The round that is on is played to its end.",
  closing: "This table closes when the round that is on has ended.",
  maintenance: "This table is out for maintenance. Bets of a round that was stopped come back.",
  closed: "This table is closed.",
};

/** Says so when a table doesn't play on as usual, and why if that is known. */
export function StatusNotice({ table: { status, statusReason } }: { table: TableState }) {
  if (status === "open") return null;
  return (
    <div className="table-status" data-testid="table-status">
      <Notice kind="info">
        {SAID[status]}
        {statusReason !== null && ` ${statusReason}`}
      </Notice>
    </div>
  );
}
