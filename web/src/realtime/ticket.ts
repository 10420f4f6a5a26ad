import type { StopReason } from "./closeCodes";

/** A single-use pass for one WebSocket handshake, fetched over authenticated HTTPS. */
export interface Ticket {
  /** The whole address to open, ticket included. */
  readonly url: string;
}

export type FetchTicket = () => Promise<Ticket>;

/** There is no ticket for this player, and there will be none later either. */
export class TicketRefused extends Error {
  override name = "TicketRefused";

  constructor(readonly reason: StopReason) {
    super(reason);
  }
}
