import { useCallback, useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { useStore } from "../shared/store";
import { useAction, type Action } from "../shared/ui/useAction";
import type { TableState } from "../tables/tableState";

export interface Seats {
  readonly mine: readonly number[];
  readonly action: Action;
  readonly take: (seat: number) => void;
  readonly leave: (seat: number) => void;
}

/** Where the player sits. Seats are the player's, so they outlive a connection and a reload. */
export function useSeats({ tableId, roundId, seatsTaken }: TableState): Seats {
  const { realtime, state } = usePlayer().line;
  const isOnline = useStore(state).kind === "online";
  const [yours, setYours] = useState<readonly number[]>([]);
  const action = useAction();

  // Once a round: a seat that was left alone for long may have become somebody else's.
  useEffect(() => {
    if (!isOnline) return undefined;
    let isCurrent = true;
    realtime
      .request("seat.list", { table_id: tableId })
      .then((seats) => isCurrent && setYours(seats.yours))
      .catch(() => undefined); // The next round asks again.
    return () => {
      isCurrent = false;
    };
  }, [realtime, isOnline, tableId, roundId]);

  const change = useCallback(
    (name: "seat.take" | "seat.leave", seat: number) =>
      action.run(async () => {
        const seats = await realtime.request(name, { table_id: tableId, seat });
        setYours(seats.yours);
      }),
    [action.run, realtime, tableId],
  );
  return {
    mine: yours.filter((seat) => seatsTaken.includes(seat)),
    action,
    take: useCallback((seat: number) => change("seat.take", seat), [change]),
    leave: useCallback((seat: number) => change("seat.leave", seat), [change]),
  };
}
