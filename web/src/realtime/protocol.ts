import type { ServerEvent } from "./events";

/** A place in a channel: everything up to and including `seq` has been seen. */
export interface Position {
  readonly epoch: string;
  readonly seq: number;
}

export interface HelloReply {
  readonly connection_id: string;
  readonly player_id: string;
  readonly server_time: string;
  /** Seconds. */
  readonly heartbeat_interval?: number;
  /** Seconds. */
  readonly max_lifetime?: number;
  readonly channels?: readonly ({ readonly channel: string } & Position)[];
}

export interface JoinReply {
  readonly channel: string;
  readonly epoch: string;
  readonly seq: number;
  readonly recovered: boolean;
  readonly events?: readonly ServerEvent[];
  readonly snapshot?: unknown;
}

export interface HistoryReply {
  readonly events: readonly ServerEvent[];
  readonly recovered: boolean;
}

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
  | { readonly kind: "events"; readonly events: readonly ServerEvent[] }
  | { readonly kind: "unknown" };

export function encodeRequest(requestId: string, action: string, data: unknown): string {
  return JSON.stringify({ action, request_id: requestId, data });
}

/** Reads one text frame. Whatever this page doesn't know is "unknown", never an exception. */
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
      return { kind: "events", events: isServerEvent(body) ? [body] : [] };
    case "events":
      return {
        kind: "events",
        events: Array.isArray(body.events) ? body.events.filter(isServerEvent) : [],
      };
    default:
      return { kind: "unknown" };
  }
}

function isServerEvent(value: unknown): value is ServerEvent {
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
