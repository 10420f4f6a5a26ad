import { ConnectionLost } from "./errors.js";
import type { RawEvent } from "./events.js";
import {
  decodeFrame,
  encodeRequest,
  type ActionName,
  type ReplyData,
  type RequestData,
} from "./protocol.js";
import { RequestBook } from "./requestBook.js";
import type { OpenTransport, Transport } from "./transport.js";

/** WebSocket's own code for "ended without a close frame". */
export const ABNORMAL_CLOSURE = 1006;
/** Ours, for a connection that was given up because nothing came back over it. */
export const NO_ANSWER = 4000;
/** Ours, for a connection that is left before its time is up. */
export const PLANNED_RECONNECT = 4010;

/** One connection from opening to its end. It is never reopened; a new one takes its place. */
export class Connection {
  /** Resolves with the close code, exactly once, whoever ended it. */
  readonly closed: Promise<number>;

  private readonly requests = new RequestBook();
  private transport!: Transport;
  private markClosed!: (code: number) => void;
  private ended: number | null = null;

  private constructor(private readonly onEvents: (events: readonly RawEvent[]) => void) {
    this.closed = new Promise((resolve) => {
      this.markClosed = resolve;
    });
  }

  /** Resolves when frames can be sent; rejects with `ConnectionLost` when it can't be opened. */
  static open(
    url: string,
    openTransport: OpenTransport,
    onEvents: (events: readonly RawEvent[]) => void,
    timeoutMs: number,
  ): Promise<Connection> {
    const connection = new Connection(onEvents);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => connection.end(ABNORMAL_CLOSURE), timeoutMs);
      connection.transport = openTransport(url, {
        onOpen: () => {
          clearTimeout(timer);
          if (connection.ended === null) resolve(connection);
        },
        onMessage: (text) => connection.receive(text),
        onClose: (code) => connection.end(code),
      });
      void connection.closed.then((code) => {
        clearTimeout(timer);
        reject(new ConnectionLost(code)); // Without effect once it has been opened.
      });
    });
  }

  get isOpen(): boolean {
    return this.ended === null;
  }

  request<Name extends ActionName>(
    action: Name,
    data: RequestData<Name>,
    timeoutMs: number,
  ): Promise<ReplyData<Name>> {
    if (this.ended !== null) return Promise.reject(new ConnectionLost(this.ended));
    const { requestId, answer } = this.requests.open(timeoutMs);
    this.transport.send(encodeRequest(requestId, action, data));
    return answer as Promise<ReplyData<Name>>;
  }

  /**
   * Ends the connection now.
   *
   * A browser reports the close of a dead network only after its own long time-out, so nothing
   * here waits for the transport to agree.
   */
  end(code: number): void {
    if (this.ended !== null) return;
    this.ended = code;
    this.transport.close();
    this.requests.failAll(new ConnectionLost(code));
    this.markClosed(code);
  }

  private receive(text: string): void {
    if (this.ended !== null) return;
    const frame = decodeFrame(text);
    if (frame.kind === "reply") this.requests.settle(frame.reply);
    else if (frame.kind === "events") this.onEvents(frame.events);
  }
}
