/** Why the connection will not come back by itself. */
export type StopReason =
  | "session_ended"
  | "excluded"
  | "flooded"
  | "signed_out"
  | "closed_by_client";

export type CloseVerdict =
  | { readonly reconnect: true; readonly atLeastMs: number }
  | { readonly reconnect: false; readonly reason: StopReason };

/**
 * Why the connection ends for good, by the code in `session.closing`.
 *
 * The gateway lets nobody choose the code of the close frame itself, so it travels in that event.
 */
export function judgeFarewell(code: number): StopReason {
  if (code === 4002) return "flooded";
  return code === 4003 ? "excluded" : "session_ended";
}

/** What a WebSocket close code asks of this client. Codes not named here mean: come back. */
export function judgeClose(code: number): CloseVerdict {
  switch (code) {
    case 4001:
      return { reconnect: false, reason: "session_ended" };
    case 4003:
      return { reconnect: false, reason: "excluded" };
    case 1008:
    case 4002:
      // We were told off for what we sent; hurrying back would only repeat it.
      return { reconnect: true, atLeastMs: 5_000 };
    default:
      return { reconnect: true, atLeastMs: 0 };
  }
}
