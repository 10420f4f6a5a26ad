import type { Connection } from "./connection.js";
import { RequestRefused } from "./errors.js";
import type { ServerEvent } from "./events.js";
import { Feed } from "./feed.js";
import type { JoinChannel, Joined, JoinTable } from "./generated/messages.js";
import { tell } from "./tell.js";

const JOIN_TIMEOUT_MS = 10_000;

/** A channel that everybody may hear by its name. */
export type OpenChannel = "lobby" | "announcements";

/** Which channel it is, and how it is joined and left. */
export interface Seat {
  readonly channel: string;
  readonly join: "table.join" | "channel.join";
  readonly leave: "table.leave" | "channel.leave";
  readonly data: JoinTable | JoinChannel;
}

export const atTable = (tableId: string): Seat => ({
  channel: `table:${tableId}`,
  join: "table.join",
  leave: "table.leave",
  data: { table_id: tableId },
});

export const inChannel = (channel: OpenChannel): Seat => ({
  channel,
  join: "channel.join",
  leave: "channel.leave",
  data: { channel },
});

export interface ChannelListener {
  /** What the channel is about, as it is now; replaces everything known before. */
  onSnapshot?(snapshot: unknown): void;
  onEvent?(event: ServerEvent): void;
  /** The server won't let this player join. */
  onRefused?(error: RequestRefused): void;
}

export type TableListener = ChannelListener;

/** A channel that is joined with what was seen last, so that nothing is missed. */
export class JoinedFeed extends Feed {
  constructor(
    readonly seat: Seat,
    private readonly listener: ChannelListener,
  ) {
    super((event) => listener.onEvent?.(event));
  }

  get channel(): string {
    return this.seat.channel;
  }

  protected override async catchUp(connection: Connection): Promise<void> {
    const since = this.cursor.position;
    const data = { ...this.seat.data, ...(since === null ? {} : { since }) };
    let reply: Joined;
    try {
      reply = await connection.request(this.seat.join, data, JOIN_TIMEOUT_MS);
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      tell(() => this.listener.onRefused?.(error));
      return;
    }
    if (reply.recovered) {
      for (const event of reply.events) this.deliver(this.cursor.accept(event));
    } else {
      tell(() => this.listener.onSnapshot?.(reply.snapshot));
    }
    this.deliver(this.cursor.moveTo(reply));
  }
}
