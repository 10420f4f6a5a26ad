import { useEffect, useState } from "react";
import type { PlayedRound } from "../types";
import { spinsOf } from "./spinsOf";

/** How long the reels take to stop, and how long a free spin is looked at. */
const STOPPING_MS = 900;
const LOOKING_MS = 1_100;

export interface SpinShow {
  /** Which of the round's spins is on the reels. */
  readonly at: number;
  /** Whether the reels have come to rest on it. */
  readonly isStopped: boolean;
  readonly goTo: (at: number) => void;
}

/** Goes through a round's spins one by one; at once to the end where motion is not wanted. */
export function useSpinShow(round: PlayedRound | null): SpinShow {
  const count = round === null ? 0 : spinsOf(round).spins.length;
  const id = round?.round_id ?? null;
  const [show, setShow] = useState({ id, at: 0, isStopped: true });
  // Of a new round the first spin is on, before any effect has run.
  const now = show.id === id ? show : { id, at: 0, isStopped: count === 0 };

  useEffect(() => {
    if (id === null) return undefined;
    if (window.matchMedia("(prefers-reduced-motion: reduce)").matches && !now.isStopped) {
      setShow({ id, at: count - 1, isStopped: true });
      return undefined;
    }
    if (!now.isStopped) {
      const timer = setTimeout(() => setShow({ ...now, isStopped: true }), STOPPING_MS);
      return () => clearTimeout(timer);
    }
    if (now.at >= count - 1) return undefined;
    const timer = setTimeout(() => setShow({ id, at: now.at + 1, isStopped: false }), LOOKING_MS);
    return () => clearTimeout(timer);
    // `now` is made of these.
  }, [id, count, now.at, now.isStopped]);

  return { ...now, goTo: (at) => setShow({ id, at, isStopped: true }) };
}
