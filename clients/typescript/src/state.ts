import type { StopReason } from "./closeCodes.js";

/**
 * What the client is doing:
 *
 *     idle ─ start() ─> connecting ──> online <──> reconnecting
 *                            └────────────┴─────────────┴──> stopped
 *
 * `online` means: greeted, caught up on every channel, and unanswered bets are sent again.
 * `stopped` is for good; a new sign-in makes a new client.
 */
export type ConnectionState =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting" }
  | { readonly kind: "online" }
  | { readonly kind: "reconnecting"; readonly attempt: number }
  | { readonly kind: "stopped"; readonly reason: StopReason };
