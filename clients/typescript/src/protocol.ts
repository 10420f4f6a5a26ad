import type { Actions } from "./generated/actions.js";
import type { RawEvent } from "./events.js";

export type ActionName = keyof Actions;
export type RequestData<Name extends ActionName> = Actions[Name]["data"];
export type ReplyData<Name extends ActionName> = Actions[Name]["reply"];

export interface Reply {
  readonly request_id: string | null;
  readonly ok: boolean;
  readonly data?: unknown;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly retryable?: boolean;
    readonly details?: unknown;
  };
}

export type Frame =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "events"; readonly events: readonly RawEvent[] }
  | { readonly kind: "unknown" };

export function encodeRequest(requestId: string, action: string, data: unknown): string {
  return JSON.stringify({ action, request_id: requestId, data });
}

/** Reads one text frame. Whatever this version doesn't know is "unknown", never an exception. */
export function decodeFrame(text: string): Frame {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return { kind: "unknown" };
  }
  if (!isObject(body)) return { kind: "unknown" };
  switch (body.type) {
    case "reply":
      return { kind: "reply", reply: body as unknown as Reply };
    case "event":
      return { kind: "events", events: isEvent(body) ? [body] : [] };
    case "events":
      return {
        kind: "events",
        events: Array.isArray(body.events) ? body.events.filter(isEvent) : [],
      };
    default:
      return { kind: "unknown" };
  }
}

function isEvent(value: unknown): value is RawEvent {
  return (
    isObject(value) &&
    typeof value.channel === "string" &&
    typeof value.epoch === "string" &&
    Number.isInteger(value.seq) &&
    typeof value.event === "string"
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
