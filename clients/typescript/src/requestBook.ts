import { RealtimeError, RequestRefused, RequestTimeout } from "./errors.js";
import type { Reply } from "./protocol.js";

interface Pending {
  readonly resolve: (data: unknown) => void;
  readonly reject: (error: RealtimeError) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Matches each reply of one connection to the request that is waiting for it. */
export class RequestBook {
  private readonly pending = new Map<string, Pending>();
  private counter = 0;

  open(timeoutMs: number): { readonly requestId: string; readonly answer: Promise<unknown> } {
    this.counter += 1;
    const requestId = `c-${this.counter}`;
    const answer = new Promise<unknown>((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(requestId);
        reject(new RequestTimeout(`no answer to ${requestId} within ${timeoutMs} ms`));
      }, timeoutMs);
      this.pending.set(requestId, { resolve, reject, timer });
    });
    return { requestId, answer };
  }

  settle(reply: Reply): void {
    const pending = reply.request_id === null ? undefined : this.take(reply.request_id);
    if (pending === undefined) return; // Too late, or not ours: nobody waits for it.
    if (reply.ok) {
      pending.resolve(reply.data);
      return;
    }
    const { code = "unknown", message = "", retryable = false, details } = reply.error ?? {};
    pending.reject(new RequestRefused(code, message, retryable, details));
  }

  failAll(error: RealtimeError): void {
    for (const requestId of [...this.pending.keys()]) this.take(requestId)?.reject(error);
  }

  private take(requestId: string): Pending | undefined {
    const pending = this.pending.get(requestId);
    if (pending !== undefined) clearTimeout(pending.timer);
    this.pending.delete(requestId);
    return pending;
  }
}
