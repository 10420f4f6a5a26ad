import { useEffect, useState } from "react";
import type { ServerClock } from "@croupier/client";

const TICK_MS = 100;
const CIRCLE = 2 * Math.PI * 26;

interface CountdownProps {
  readonly clock: ServerClock;
  /** RFC 3339. */
  readonly until: string;
}

/** The seconds left, by the server's clock. */
export function Countdown({ clock, until }: CountdownProps) {
  const endsAt = Date.parse(until);
  const [now, setNow] = useState(() => clock.time());
  const [from, setFrom] = useState(() => ({ endsAt, total: endsAt - clock.time() }));
  useEffect(() => {
    setFrom({ endsAt, total: endsAt - clock.time() });
    const timer = setInterval(() => setNow(clock.time()), TICK_MS);
    return () => clearInterval(timer);
  }, [clock, endsAt]);

  const leftMs = Math.max(0, endsAt - now);
  const seconds = Math.ceil(leftMs / 1_000);
  const share = from.endsAt === endsAt && from.total > 0 ? Math.min(1, leftMs / from.total) : 0;
  return (
    <svg
      className={seconds <= 5 ? "countdown countdown-urgent" : "countdown"}
      viewBox="-32 -32 64 64"
      role="timer"
      aria-label={`${seconds} seconds left`}
    >
      <circle r="26" className="countdown-base" />
      <circle
        r="26"
        className="countdown-left"
        transform="rotate(-90)"
        strokeDasharray={CIRCLE}
        strokeDashoffset={CIRCLE * (1 - share)}
      />
      <text className="countdown-text">{seconds}</text>
    </svg>
  );
}
