import { useSyncExternalStore } from "react";
import type { Orientation } from "./layout";

const NARROW = "(max-width: 760px)";

/** The layout lies on wide screens and stands on narrow ones. */
export function useOrientation(): Orientation {
  const isNarrow = useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
  return isNarrow ? "tall" : "wide";
}
