import type { Connection } from "./connection.js";
import { RequestRefused } from "./errors.js";
import type { ServerEvent } from "./events.js";
import { Feed } from "./feed.js";
import type { History, Position } from "./generated/messages.js";
import { tell } from "./tell.js";

const HISTORY_TIMEOUT_MS = 10_000;
const HISTORY_PAGE = 100;
const MAX_PAGES = 10;

export interface PlayerListener {
  onEvent?(event: ServerEvent): void;
  /** Events may have been missed for good: ask for the present state instead. */
  onReset?(): void;
}

/** The player's own channel. `session.hello` subscribes to it and says where it stands. */
export class PlayerFeed extends Feed {
  private head: Position | null = null;

  constructor(
    readonly channel: string,
    private readonly listener: PlayerListener,
  ) {
    super((event) => listener.onEvent?.(event));
  }

  /** Where the server says that the channel stands, from `session.hello`. */
  announce(head: Position): void {
    this.head = head;
  }

  protected override async catchUp(connection: Connection): Promise<void> {
    const head = this.head;
    const seen = this.cursor.position;
    if (seen === null || (head !== null && seen.epoch !== head.epoch)) {
      this.startOver(head);
      return;
    }
    if (!this.cursor.isBehind && head !== null && head.seq <= seen.seq) return;
    if (!(await this.replay(connection))) this.startOver(head);
  }

  private async replay(connection: Connection): Promise<boolean> {
    for (let page = 0; page < MAX_PAGES; page += 1) {
      const since = this.cursor.position;
      if (since === null) return false;
      const request = { channel: this.channel, since, limit: HISTORY_PAGE };
      let reply: History;
      try {
        reply = await connection.request("channel.history", request, HISTORY_TIMEOUT_MS);
      } catch (error) {
        if (error instanceof RequestRefused) return false;
        throw error;
      }
      if (!reply.recovered) return false;
      for (const event of reply.events) this.deliver(this.cursor.accept(event));
      if (reply.events.length < HISTORY_PAGE) return !this.cursor.isBehind;
    }
    return false;
  }

  private startOver(head: Position | null): void {
    if (head !== null) this.deliver(this.cursor.moveTo(head));
    if (this.cursor.isBehind) this.deliver(this.cursor.skipGap());
    tell(() => this.listener.onReset?.());
  }
}
