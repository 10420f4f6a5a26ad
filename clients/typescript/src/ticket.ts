import type { StopReason } from "./closeCodes.js";

/** A single-use pass for one WebSocket handshake, fetched over authenticated HTTPS. */
export interface Ticket {
  /** The whole address to open, ticket included. */
  readonly url: string;
}

/** Called before every handshake; anything it throws but `TicketRefused` is tried again later. */
export type FetchTicket = () => Promise<Ticket>;

/** There is no ticket for this player, and there will be none later either. */
export class TicketRefused extends Error {
  override name = "TicketRefused";

  constructor(readonly reason: StopReason) {
    super(reason);
  }
}

/** No ticket now; the server said when to ask again. */
export class TicketDelayed extends Error {
  override name = "TicketDelayed";

  constructor(readonly atLeastMs: number) {
    super(`no ticket for ${atLeastMs} ms`);
  }
}

export interface TicketSource {
  /** The platform's REST address, without a trailing slash. */
  readonly restUrl: string;
  /**
   * The player's access token.
   *
   * @param renew the last one was refused: get a fresh one, or return null if there is none.
   */
  readonly accessToken: (renew: boolean) => Promise<string | null>;
  readonly fetch?: typeof globalThis.fetch;
}

/** Fetches tickets from the platform's REST API, renewing the access token once if it must. */
export function ticketsFrom({ restUrl, accessToken, fetch }: TicketSource): FetchTicket {
  const ask = async (renew: boolean): Promise<Response> => {
    const token = await accessToken(renew);
    if (token === null) throw new TicketRefused("signed_out");
    return (fetch ?? globalThis.fetch)(`${restUrl}/v1/realtime/tickets`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: "{}",
    });
  };
  return async () => {
    let answer = await ask(false);
    if (answer.status === 401) answer = await ask(true);
    const verdict = judgeTicketStatus(answer.status);
    if (verdict !== null) throw new TicketRefused(verdict);
    if (!answer.ok) throw new TicketDelayed(retryAfterMs(answer));
    const { ticket, websocket_url } = (await answer.json()) as TicketAnswer;
    return { url: `${websocket_url}?ticket=${encodeURIComponent(ticket)}` };
  };
}

interface TicketAnswer {
  readonly ticket: string;
  readonly websocket_url: string;
}

/** Why there will be no ticket, by the HTTP status of the answer; null if there may be one yet. */
export function judgeTicketStatus(status: number): StopReason | null {
  if (status === 401) return "signed_out";
  // Who may not play stays signed in: their balance can still be withdrawn.
  if (status === 403) return "excluded";
  return null;
}

function retryAfterMs(answer: Response): number {
  const seconds = Number(answer.headers.get("retry-after") ?? 0);
  return Number.isFinite(seconds) ? seconds * 1_000 : 0;
}
