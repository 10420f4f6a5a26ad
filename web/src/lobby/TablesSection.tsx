import { usePlayer } from "../app/context";
import { describeError } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";
import { isKnownGame } from "../tables/games";
import { TableCard } from "./TableCard";
import { useTables } from "./useTables";

/** The live tables that can be joined and that this page can show. */
export function TablesSection() {
  const { currency } = usePlayer().profile;
  const { tables, error } = useTables();
  const shown = tables?.filter(({ gameId, status }) => isKnownGame(gameId) && status !== "closed");
  return (
    <>
      {error !== null && <Notice kind="error">{describeError(error)}</Notice>}
      <h2>Live tables</h2>
      {shown === undefined ? (
        error === null && <p className="muted">Looking for tables…</p>
      ) : shown.length === 0 ? (
        <p className="muted">No table is open right now.</p>
      ) : (
        <ul className="tables">
          {shown.map((table) => (
            <li key={table.tableId}>
              <TableCard table={table} currency={currency} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
