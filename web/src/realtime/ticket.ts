/** A single-use pass for one WebSocket handshake, fetched over authenticated HTTPS. */
export interface Ticket {
  /** The whole address to open, ticket included. */
  readonly url: string;
}

export type FetchTicket = () => Promise<Ticket>;

/** The player is no longer signed in (or may not play): no ticket, and none later either. */
export class TicketRefused extends Error {
  override name = "TicketRefused";
}
