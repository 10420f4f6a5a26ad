import { useCallback, useRef } from "react";

/**
 * A key for one intention of the player.
 *
 * It stays the same while the same amount is tried again, so that an attempt whose answer was
 * lost is not made twice; `next` ends the intention once its answer is known.
 */
export function useIdempotencyKey(): { keyFor: (body: string) => string; next: () => void } {
  const held = useRef<{ body: string; key: string } | null>(null);
  const keyFor = useCallback((body: string) => {
    if (held.current?.body !== body) held.current = { body, key: crypto.randomUUID() };
    return held.current.key;
  }, []);
  const next = useCallback(() => {
    held.current = null;
  }, []);
  return { keyFor, next };
}
