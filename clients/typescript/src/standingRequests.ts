import { fullJitter, RETRY_BACKOFF } from "./backoff.js";
import { NO_ANSWER, type Connection } from "./connection.js";
import { ConnectionLost, RequestRefused, RequestTimeout } from "./errors.js";
import type { ActionName, ReplyData, RequestData } from "./protocol.js";

const MAX_REFUSALS = 5;

interface Standing {
  readonly action: ActionName;
  readonly data: RequestData<ActionName>;
  readonly resolve: (data: never) => void;
  readonly reject: (error: Error) => void;
  refusals: number;
}

/** Requests that outlive connections: each is sent again, unchanged, until it is answered. */
export class StandingRequests {
  private readonly waiting = new Set<Standing>();
  private connection: Connection | null = null;

  constructor(
    private readonly timeoutMs: number,
    private readonly random: () => number,
  ) {}

  ask<Name extends ActionName>(action: Name, data: RequestData<Name>): Promise<ReplyData<Name>> {
    return new Promise((resolve, reject) => {
      const request: Standing = { action, data, resolve, reject, refusals: 0 };
      this.waiting.add(request);
      if (this.connection !== null) void this.send(request, this.connection);
    });
  }

  /** Sends everything that waits over a new connection. */
  attach(connection: Connection): void {
    this.connection = connection;
    for (const request of this.waiting) void this.send(request, connection);
  }

  detach(): void {
    this.connection = null;
  }

  failAll(error: Error): void {
    for (const request of this.waiting) request.reject(error);
    this.waiting.clear();
  }

  private async send(request: Standing, connection: Connection): Promise<void> {
    try {
      const data = await connection.request(request.action, request.data, this.timeoutMs);
      this.waiting.delete(request);
      request.resolve(data as never);
    } catch (error) {
      if (error instanceof ConnectionLost) return; // The next connection sends it again.
      if (error instanceof RequestTimeout) {
        connection.end(NO_ANSWER);
        return;
      }
      if (error instanceof RequestRefused && error.retryable && request.refusals < MAX_REFUSALS) {
        const waitMs = fullJitter(RETRY_BACKOFF, request.refusals, this.random);
        request.refusals += 1;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
        // After a reconnection meanwhile, the new connection has sent it already.
        if (connection.isOpen && this.waiting.has(request)) return this.send(request, connection);
        return;
      }
      this.waiting.delete(request);
      request.reject(error as Error);
    }
  }
}
