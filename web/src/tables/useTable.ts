import { useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { TableStore } from "./tableStore";

/** Sits the player down at a table for as long as the component is there. */
export function useTable(tableId: string): TableStore | null {
  const { line, tables, wallet } = usePlayer();
  const [store, setStore] = useState<TableStore | null>(null);
  useEffect(() => {
    const created = new TableStore(tableId, {
      realtime: line.realtime,
      loadMyBets: (id) => tables.myBets(id),
      onBalance: (balances) => wallet.apply(balances),
    });
    setStore(created);
    const ends = [
      line.onPlayerEvent((event) => created.takePlayerEvent(event)),
      line.onReset(() => void created.reloadBets().catch(() => undefined)),
      created.join(),
    ];
    return () => ends.forEach((end) => end());
  }, [tableId, line, tables, wallet]);
  return store;
}
