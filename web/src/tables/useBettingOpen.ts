import { useEffect, useState } from "react";
import type { ServerClock } from "@croupier/client";
import { isBettingOpen, type TableState } from "./tableState";

/** Whether bets can be placed; turns false at closing time even before the server says so. */
export function useBettingOpen(table: TableState | null, clock: ServerClock): boolean {
  const [, setTick] = useState(0);
  const closesAt = table?.closesAt ?? null;
  useEffect(() => {
    if (closesAt === null) return undefined;
    const leftMs = Date.parse(closesAt) - clock.time();
    if (leftMs <= 0) return undefined;
    const timer = setTimeout(() => setTick((tick) => tick + 1), leftMs + 1);
    return () => clearTimeout(timer);
  }, [closesAt, clock]);
  return table !== null && isBettingOpen(table, clock.time());
}
