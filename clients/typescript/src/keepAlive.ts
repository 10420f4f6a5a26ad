import { NO_ANSWER, PLANNED_RECONNECT, type Connection } from "./connection.js";
import { RequestTimeout } from "./errors.js";
import type { Hello } from "./generated/messages.js";
import type { ServerClock } from "./serverClock.js";

const DEFAULT_HEARTBEAT_S = 30;
/** Leave before the gateway's own limit cuts the connection mid-round… */
const LATEST_SHARE = 0.95;
/** …and not all in the same second that everybody came in. */
const SPREAD_SHARE = 0.1;

/**
 * Pings an idle connection, gives it up when it has gone silent, and retires it in time.
 *
 * @returns a function that ends all that.
 */
export function keepAlive(
  connection: Connection,
  hello: Hello,
  clock: ServerClock,
  timeoutMs: number,
  random: () => number,
): () => void {
  const beat = async () => {
    const sentAt = Date.now();
    try {
      const { server_time } = await connection.request("ping", {}, timeoutMs);
      clock.observe(server_time, sentAt, Date.now());
    } catch (error) {
      // A half-open connection takes what is sent and never answers.
      if (error instanceof RequestTimeout) connection.end(NO_ANSWER);
    }
  };
  const heartbeatMs = (hello.heartbeat_interval ?? DEFAULT_HEARTBEAT_S) * 1_000;
  const heartbeat = setInterval(() => void beat(), heartbeatMs);
  const share = LATEST_SHARE - SPREAD_SHARE * random();
  const retirement =
    hello.max_lifetime === undefined
      ? undefined
      : setTimeout(() => connection.end(PLANNED_RECONNECT), hello.max_lifetime * 1_000 * share);
  return () => {
    clearInterval(heartbeat);
    clearTimeout(retirement);
  };
}
