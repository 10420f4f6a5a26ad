import { useEffect, useState } from "react";
import type { ServerClock } from "@croupier/client";
import { usePrefersStill } from "../shared/ui/usePrefersStill";

/** The number still ticks for those who want no motion, only less often. */
const STILL_TICK_MS = 250;

/** Milliseconds since the start by the server's clock, for as long as it grows. */
export function useGrowth(startedAt: number | null, clock: ServerClock): number {
  const [now, setNow] = useState(() => clock.time());
  const prefersStill = usePrefersStill();
  useEffect(() => {
    if (startedAt === null) return undefined;
    const tick = () => setNow(clock.time());
    tick();
    if (prefersStill) {
      const timer = setInterval(tick, STILL_TICK_MS);
      return () => clearInterval(timer);
    }
    let frame = requestAnimationFrame(function step() {
      tick();
      frame = requestAnimationFrame(step);
    });
    return () => cancelAnimationFrame(frame);
  }, [startedAt, clock, prefersStill]);
  return startedAt === null ? 0 : Math.max(0, now - startedAt);
}
