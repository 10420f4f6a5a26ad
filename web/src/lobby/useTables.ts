import { useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { readLobby, readTable, withTables, type ListedTable } from "./tableList";

interface Tables {
  /** Null until they are known. */
  readonly tables: readonly ListedTable[] | null;
  readonly error: unknown;
}

/** The tables: asked for once, and told by the lobby's channel from then on. */
export function useTables(): Tables {
  const { tables: api, line } = usePlayer();
  const [tables, setTables] = useState<readonly ListedTable[] | null>(null);
  const [error, setError] = useState<unknown>(null);

  useEffect(() => {
    let isCurrent = true;
    const merge = (changed: readonly ListedTable[]) => {
      if (!isCurrent) return;
      setTables((list) => withTables(list ?? [], changed));
      setError(null);
    };
    api
      .list()
      // What the channel has told meanwhile is newer.
      .then((list) => isCurrent && setTables((known) => withTables(list.map(readTable), known ?? [])))
      .catch((failure: unknown) => isCurrent && setError(failure));
    const leave = line.realtime.joinChannel("lobby", {
      onSnapshot: (snapshot) => merge(readLobby(snapshot)),
      onEvent: (event) => {
        if (event.event === "lobby.changed") merge(event.data.tables.map(readTable));
      },
    });
    return () => {
      isCurrent = false;
      leave();
    };
  }, [api, line]);
  return { tables, error };
}
