import type { Events } from "./generated/events.js";
import type { EventMessage } from "./generated/messages.js";

/** The names of the events that this version of the library knows. */
export type EventName = keyof Events;

/** One kind of event, with its place in its channel. */
export type EventOf<Name extends EventName> = {
  // Distributes over the names, so that `event.event === "…"` narrows `event.data`.
  [Each in Name]: Omit<EventMessage, "event" | "data"> & {
    readonly event: Each;
    readonly data: Events[Each];
  };
}[Name];

/**
 * What a channel tells.
 *
 * A newer server may send names that are not in this type: ignore what you don't know.
 */
export type ServerEvent = EventOf<EventName>;

/** An event as it arrives: its place in the channel is known, its name may be new. */
export interface RawEvent extends Omit<EventMessage, "data"> {
  readonly data: unknown;
}
