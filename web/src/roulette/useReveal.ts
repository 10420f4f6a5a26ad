import { useEffect, useState } from "react";
import type { ServerClock } from "@croupier/client";
import type { TableState } from "../tables/tableState";
import { readPocket } from "./game";
import type { WheelMode } from "./Wheel";

const LANDING_MS = 2_600;
/** Leaves the rest of the phase for looking at the result. */
const LANDING_SHARE = 0.6;

export interface Reveal {
  readonly mode: WheelMode;
  /** The round's pocket once the ball lies in it. */
  readonly pocket: number | null;
  /** The round whose result has arrived, but is still rolling on the page. */
  readonly veiledRoundId: string | null;
}

/** Lets the ball arrive before the page tells where. Money is never held back, only the show. */
export function useReveal(table: TableState | null, clock: ServerClock): Reveal {
  const roundId = table?.roundId ?? null;
  const phase = table?.phase ?? "waiting";
  const pocket = readPocket(table?.outcome);
  // Only what was seen rolling has to land: a result that was there before needs no show.
  const [seen, setSeen] = useState<{ rolled: string | null; landed: string | null }>({
    rolled: null,
    landed: null,
  });
  const [durationMs, setDurationMs] = useState(LANDING_MS);

  useEffect(() => {
    if (phase === "closed") setSeen((known) => ({ ...known, rolled: roundId }));
  }, [phase, roundId]);

  const hasResult = pocket !== null;
  const nextAt = table?.nextAt ?? null;
  const isLanding = hasResult && seen.rolled === roundId && seen.landed !== roundId;
  useEffect(() => {
    if (!isLanding) return undefined;
    const roomMs = nextAt === null ? LANDING_MS : Date.parse(nextAt) - clock.time();
    const landMs = Math.max(300, Math.min(LANDING_MS, roomMs * LANDING_SHARE));
    setDurationMs(landMs);
    const timer = setTimeout(() => setSeen((known) => ({ ...known, landed: roundId })), landMs);
    return () => clearTimeout(timer);
    // Only the moment the result comes in counts; what `nextAt` becomes later doesn't.
  }, [isLanding, roundId, clock]);

  if (phase === "closed") return { mode: { kind: "rolling" }, pocket: null, veiledRoundId: null };
  if (isLanding) {
    return { mode: { kind: "landing", durationMs }, pocket: null, veiledRoundId: roundId };
  }
  return { mode: { kind: "resting" }, pocket, veiledRoundId: null };
}
