import type { RawEvent } from "./events.js";
import type { Position } from "./generated/messages.js";

/** The most events kept while a gap before them is being filled. */
const MAX_EARLY = 1_000;

/**
 * Puts one channel's events in order.
 *
 * Delivery is at-least-once and unordered; per epoch, `seq` rises by exactly one. So a `seq`
 * already passed is a duplicate, the next one is delivered, and a later one waits until the gap
 * before it has been filled.
 */
export class ChannelCursor {
  private at: Position | null = null;
  private early = new Map<number, RawEvent>();
  private earlyEpoch: string | null = null;

  /** Null until the channel's first position is known. */
  get position(): Position | null {
    return this.at;
  }

  /** True when events wait behind a gap, or belong to an epoch that this client hasn't joined. */
  get isBehind(): boolean {
    return this.early.size > 0;
  }

  /** Takes an event and returns those that may be delivered now, in order. */
  accept(event: RawEvent): readonly RawEvent[] {
    if (this.at !== null && event.epoch === this.at.epoch) {
      if (event.seq <= this.at.seq) return [];
      if (event.seq === this.at.seq + 1) {
        this.at = { epoch: event.epoch, seq: event.seq };
        return [event, ...this.drain()];
      }
    }
    this.keep(event);
    return [];
  }

  /** Moves to a position the server stated, and returns what waited right behind it. */
  moveTo(position: Position): readonly RawEvent[] {
    const isForward = position.epoch !== this.at?.epoch || position.seq > this.at.seq;
    if (isForward) this.at = { epoch: position.epoch, seq: position.seq };
    // What waits in another epoch is older than this statement, or will be asked for again.
    if (this.earlyEpoch !== position.epoch) this.early.clear();
    return this.drain();
  }

  /** Gives the gap up: delivers what is here and goes on from the last of it. */
  skipGap(): readonly RawEvent[] {
    const waiting = [...this.early.values()].sort((a, b) => a.seq - b.seq);
    const last = waiting.at(-1);
    if (last !== undefined) this.at = { epoch: last.epoch, seq: last.seq };
    this.early.clear();
    return waiting;
  }

  private keep(event: RawEvent): void {
    if (this.earlyEpoch !== event.epoch) this.early.clear();
    this.earlyEpoch = event.epoch;
    if (this.early.size < MAX_EARLY) this.early.set(event.seq, event);
  }

  private drain(): readonly RawEvent[] {
    if (this.at === null || this.earlyEpoch !== this.at.epoch) return [];
    for (const seq of this.early.keys()) if (seq <= this.at.seq) this.early.delete(seq);
    const ready: RawEvent[] = [];
    for (;;) {
      const next = this.early.get(this.at.seq + 1);
      if (next === undefined) return ready;
      this.early.delete(next.seq);
      this.at = { epoch: next.epoch, seq: next.seq };
      ready.push(next);
    }
  }
}
