import { ConnectionLost } from "./errors";
import type { ServerEvent } from "./events";
import { decodeFrame, encodeRequest } from "./protocol";
import { RequestBook } from "./requests";
import type { OpenTransport, Transport } from "./transport";

/** WebSocket's own code for "ended without a close frame". */
export const ABNORMAL_CLOSURE = 1006;

/** One connection from opening to its end. It is never reopened; a new one takes its place. */
export class Connection {
  /** Resolves with the close code, exactly once, whoever ended it. */
  readonly closed: Promise<number>;

  private readonly requests = new RequestBook();
  private transport!: Transport;
  private markClosed!: (code: number) => void;
  private ended: number | null = null;

  private constructor(private readonly onEvents: (events: readonly ServerEvent[]) => void) {
    this.closed = new Promise((resolve) => {
      this.markClosed = resolve;
    });
  }

  /** Resolves when frames can be sent; rejects with `ConnectionLost` when it can't be opened. */
  static open(
    url: string,
    openTransport: OpenTransport,
    onEvents: (events: readonly ServerEvent[]) => void,
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

  request(action: string, data: unknown, timeoutMs: number): Promise<unknown> {
    if (this.ended !== null) return Promise.reject(new ConnectionLost(this.ended));
    const { requestId, answer } = this.requests.open(timeoutMs);
    this.transport.send(encodeRequest(requestId, action, data));
    return answer;
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
