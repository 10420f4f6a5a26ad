import type { Connection } from "./connection.js";
import { RequestRefused } from "./errors.js";
import type { ServerEvent } from "./events.js";
import { Feed } from "./feed.js";
import type { Joined } from "./generated/messages.js";
import { tell } from "./tell.js";

const JOIN_TIMEOUT_MS = 10_000;

export interface TableListener {
  /** Where the table stands now; replaces everything known before. */
  onSnapshot?(snapshot: unknown): void;
  onEvent?(event: ServerEvent): void;
  /** The server won't let this player join. */
  onRefused?(error: RequestRefused): void;
}

/** A live table's channel, joined with what was seen last so that nothing is missed. */
export class TableFeed extends Feed {
  constructor(
    readonly tableId: string,
    private readonly listener: TableListener,
  ) {
    super((event) => listener.onEvent?.(event));
  }

  get channel(): string {
    return `table:${this.tableId}`;
  }

  protected override async catchUp(connection: Connection): Promise<void> {
    const since = this.cursor.position;
    const data = { table_id: this.tableId, ...(since === null ? {} : { since }) };
    let reply: Joined;
    try {
      reply = await connection.request("table.join", data, JOIN_TIMEOUT_MS);
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
