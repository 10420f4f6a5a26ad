import { useSyncExternalStore } from "react";

const STILL = "(prefers-reduced-motion: reduce)";

/** Whether this person wants things on the page to keep still. */
export function usePrefersStill(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(STILL);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => window.matchMedia(STILL).matches,
  );
}
