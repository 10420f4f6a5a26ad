import type { OpenTransport, TransportListener } from "../src/transport.js";

export interface SentFrame {
  readonly action: string;
  readonly request_id: string;
  readonly data: Record<string, unknown>;
}

/** What to answer a request with; `silent` swallows it, as a dying network does. */
export type Answer =
  | { readonly data: unknown }
  | { readonly error: { code: string; message: string; retryable?: boolean } }
  | "silent";

type Script = (frame: SentFrame, connection: FakeConnection) => Answer;

/** One handshake that the fake server let in. */
export class FakeConnection {
  readonly frames: SentFrame[] = [];
  isOpen = true;

  constructor(
    private readonly server: FakeServer,
    private readonly listener: TransportListener,
  ) {}

  receive(text: string): void {
    const frame = JSON.parse(text) as SentFrame;
    this.frames.push(frame);
    this.server.frames.push(frame);
    const answer = this.server.answer(frame, this);
    if (answer === "silent") return;
    const body = { type: "reply", request_id: frame.request_id, ok: "data" in answer, ...answer };
    queueMicrotask(() => this.push(body));
  }

  push(body: unknown): void {
    if (this.isOpen) this.listener.onMessage(JSON.stringify(body));
  }

  /** Ends the connection from the server's side. */
  drop(code: number): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.listener.onClose(code);
  }
}

/**
 * A scripted server behind the transport's interface: no sockets, no time of its own.
 *
 * `on` scripts the answer to an action; without a script, `session.hello`, `ping` and the joins
 * get an ordinary answer and anything else gets `{}`.
 */
export class FakeServer {
  readonly connections: FakeConnection[] = [];
  readonly frames: SentFrame[] = [];
  /** Handshakes to refuse before the next one is let in. */
  refuseHandshakes = 0;
  private readonly scripts = new Map<string, Script>();

  readonly openTransport: OpenTransport = (_url, listener) => {
    if (this.refuseHandshakes > 0) {
      this.refuseHandshakes -= 1;
      queueMicrotask(() => listener.onClose(1006));
      return { send: () => undefined, close: () => undefined };
    }
    const connection = new FakeConnection(this, listener);
    this.connections.push(connection);
    queueMicrotask(() => listener.onOpen());
    return {
      send: (text) => connection.receive(text),
      close: () => {
        connection.isOpen = false;
      },
    };
  };

  get connection(): FakeConnection {
    const last = this.connections.at(-1);
    if (last === undefined) throw new Error("nobody has connected");
    return last;
  }

  on(action: string, script: Script): void {
    this.scripts.set(action, script);
  }

  requests(action: string): readonly SentFrame[] {
    return this.frames.filter((frame) => frame.action === action);
  }

  answer(frame: SentFrame, connection: FakeConnection): Answer {
    return this.scripts.get(frame.action)?.(frame, connection) ?? ordinaryAnswer(frame);
  }
}

function ordinaryAnswer(frame: SentFrame): Answer {
  const server_time = new Date(Date.now()).toISOString();
  switch (frame.action) {
    case "session.hello":
      return {
        data: {
          connection_id: "conn-1",
          player_id: "p1",
          server_time,
          heartbeat_interval: 30,
          max_lifetime: 7200,
          channels: [{ channel: "player:p1", epoch: "e1", seq: 0 }],
        },
      };
    case "ping":
      return { data: { server_time } };
    case "channel.join":
      return {
        data: {
          channel: frame.data.channel,
          epoch: "e1",
          seq: 10,
          recovered: false,
          snapshot: { items: [] },
        },
      };
    case "table.join":
      return {
        data: {
          channel: `table:${String(frame.data.table_id)}`,
          epoch: "e1",
          seq: 10,
          recovered: false,
          snapshot: { table_id: frame.data.table_id },
        },
      };
    default:
      return { data: {} };
  }
}

/** An event as the server pushes it. */
export function event(channel: string, seq: number, name = "presence.changed", epoch = "e1") {
  return { type: "event", channel, epoch, seq, event: name, at: "", data: { players: seq } };
}
