/** How long to wait before trying again. */
export interface BackoffPolicy {
  readonly baseMs: number;
  readonly capMs: number;
}

export const RECONNECT_BACKOFF: BackoffPolicy = { baseMs: 400, capMs: 15_000 };
export const RETRY_BACKOFF: BackoffPolicy = { baseMs: 150, capMs: 2_000 };

/**
 * "Full jitter": a uniformly random wait below an exponentially rising ceiling.
 *
 * When a server goes away, all its clients notice in the same instant; anything less random
 * brings them back in the same instant too.
 *
 * @param attempt 0 for the first wait.
 * @param random  a number in [0, 1).
 */
export function fullJitter(policy: BackoffPolicy, attempt: number, random: () => number): number {
  const ceiling = Math.min(policy.capMs, policy.baseMs * 2 ** Math.min(attempt, 30));
  return Math.floor(random() * ceiling);
}
