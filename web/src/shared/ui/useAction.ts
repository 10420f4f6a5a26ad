import { useCallback, useEffect, useRef, useState } from "react";

export interface Action {
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Does nothing while a run is under way: a double click is one click. */
  readonly run: (work: () => Promise<void>) => void;
  readonly clear: () => void;
}

/** One thing at a time that a person starts, waits for, and that may fail. */
export function useAction(): Action {
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const running = useRef(false);
  const mounted = useRef(true);
  useEffect(() => {
    mounted.current = true;
    return () => {
      mounted.current = false;
    };
  }, []);

  const run = useCallback((work: () => Promise<void>) => {
    if (running.current) return;
    running.current = true;
    setBusy(true);
    setError(null);
    work()
      .catch((failure: unknown) => {
        if (mounted.current) setError(failure);
      })
      .finally(() => {
        running.current = false;
        if (mounted.current) setBusy(false);
      });
  }, []);
  const clear = useCallback(() => setError(null), []);
  return { isBusy, error, run, clear };
}
