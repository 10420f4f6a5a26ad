/**
 * What can go wrong with a realtime request:
 *
 *   RealtimeError
 *   ├── RequestRefused     the server answered, and the answer is no
 *   ├── RequestTimeout     no answer in time; it may or may not have been carried out
 *   ├── ConnectionLost     the connection ended first; same doubt
 *   └── ConnectionStopped  there is no connection and there will be none
 */
export class RealtimeError extends Error {
  override name = "RealtimeError";
}

export class RequestRefused extends RealtimeError {
  override name = "RequestRefused";

  constructor(
    readonly code: string,
    message: string,
    readonly retryable: boolean,
    readonly details: unknown,
  ) {
    super(message);
  }
}

export class RequestTimeout extends RealtimeError {
  override name = "RequestTimeout";
}

export class ConnectionLost extends RealtimeError {
  override name = "ConnectionLost";

  constructor(readonly closeCode: number) {
    super(`connection lost (${closeCode})`);
  }
}

export class ConnectionStopped extends RealtimeError {
  override name = "ConnectionStopped";
}
