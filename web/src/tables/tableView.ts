import type { TableState } from "./tableState";
import type { TableStore } from "./tableStore";

/** What a table of any game is shown from. */
export interface TableViewProps {
  readonly store: TableStore;
  readonly table: TableState;
}
