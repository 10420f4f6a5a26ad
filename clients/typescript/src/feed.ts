import { ChannelCursor } from "./channelCursor.js";
import { NO_ANSWER, type Connection } from "./connection.js";
import type { RawEvent, ServerEvent } from "./events.js";
import { tell } from "./tell.js";

/** Events may overtake one another on their way; a gap often closes by itself in this time. */
const GAP_GRACE_MS = 250;

/** One channel that this client follows, kept whole and in order across gaps and reconnections. */
export abstract class Feed {
  protected readonly cursor = new ChannelCursor();
  private connection: Connection | null = null;
  private gapTimer: ReturnType<typeof setTimeout> | undefined;
  private recovering = false;

  constructor(private readonly onEvent: (event: ServerEvent) => void) {}

  /** Joins or catches up over a new connection. Rejects only when the connection is lost. */
  async attach(connection: Connection): Promise<void> {
    this.connection = connection;
    this.recovering = true;
    try {
      await this.catchUp(connection);
    } finally {
      this.recovering = false;
    }
    this.watchGap();
  }

  receive(event: RawEvent): void {
    this.deliver(this.cursor.accept(event));
    this.watchGap();
  }

  detach(): void {
    clearTimeout(this.gapTimer);
    this.gapTimer = undefined;
    this.connection = null;
  }

  /** Asks the server for what this client has not seen and delivers it. */
  protected abstract catchUp(connection: Connection): Promise<void>;

  protected deliver(events: readonly RawEvent[]): void {
    for (const event of events) tell(() => this.onEvent(event as ServerEvent));
  }

  private watchGap(): void {
    if (!this.cursor.isBehind || this.recovering || this.gapTimer !== undefined) return;
    this.gapTimer = setTimeout(() => {
      this.gapTimer = undefined;
      const { connection } = this;
      if (connection === null || !connection.isOpen || !this.cursor.isBehind) return;
      // An unanswered catch-up leaves this client behind for good: better a new connection.
      this.attach(connection).catch(() => connection.end(NO_ANSWER));
    }, GAP_GRACE_MS);
  }
}
