import { RECONNECT_BACKOFF, RETRY_BACKOFF, fullJitter } from "./backoff";
import { judgeClose, type StopReason } from "./closeCodes";
import { Connection } from "./connection";
import { ConnectionLost, ConnectionStopped, RequestRefused, RequestTimeout } from "./errors";
import type { ServerEvent } from "./events";
import { PlayerFeed, type PlayerListener } from "./playerFeed";
import type { HelloReply } from "./protocol";
import type { ServerClock } from "./serverClock";
import { TableFeed, type TableListener } from "./tableFeed";
import { TicketRefused, type FetchTicket } from "./ticket";
import type { OpenTransport } from "./transport";

const OPEN_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 8_000;
const DEFAULT_HEARTBEAT_S = 30;
/** A connection that lasted this long was a good one: the next wait starts small again. */
const STABLE_AFTER_MS = 10_000;
const MAX_REFUSALS = 5;
/** Leave before the gateway's own limit cuts the connection mid-round. */
const LIFETIME_SHARE = 0.95;
const PLANNED_RECONNECT = 4000;
const NO_ANSWER = 4000;

export type ConnectionState =
  | { readonly kind: "idle" }
  | { readonly kind: "connecting" }
  | { readonly kind: "online" }
  | { readonly kind: "reconnecting"; readonly attempt: number }
  | { readonly kind: "stopped"; readonly reason: StopReason };

export interface RealtimeDependencies {
  readonly fetchTicket: FetchTicket;
  readonly openTransport: OpenTransport;
  readonly clock: ServerClock;
  readonly random?: () => number;
  readonly onState: (state: ConnectionState) => void;
  readonly player: PlayerListener;
}

/** A request that outlives connections: it is sent again until the server has answered it. */
interface Standing {
  readonly action: string;
  readonly data: unknown;
  readonly resolve: (data: unknown) => void;
  readonly reject: (error: Error) => void;
  refusals: number;
}

/**
 * The page's one realtime connection: opens it, keeps it, and brings it back.
 *
 * After every (re)connection: hello, catch up on the player's channel, rejoin the tables with
 * what was seen last, send standing requests again. Only then is the state "online".
 * Once stopped it stays so; a new sign-in makes a new client.
 */
export class RealtimeClient {
  private running = false;
  private started = false;
  private connection: Connection | null = null;
  private player: PlayerFeed | null = null;
  private readonly tables = new Map<string, TableFeed>();
  private readonly leaving = new Map<string, Promise<unknown>>();
  private readonly standing = new Set<Standing>();
  private isOnline = false;
  private wake: () => void = () => undefined;
  private readonly random: () => number;

  constructor(private readonly dependencies: RealtimeDependencies) {
    this.random = dependencies.random ?? Math.random;
  }

  start(): void {
    if (this.started) return;
    this.started = true;
    this.running = true;
    void this.run();
  }

  stop(reason: StopReason = "closed_by_page"): void {
    if (!this.running) return;
    this.running = false;
    this.player = null;
    for (const request of this.standing) request.reject(new ConnectionStopped(reason));
    this.standing.clear();
    this.dependencies.onState({ kind: "stopped", reason });
    this.connection?.end(1000);
    this.wake();
  }

  /** The device says its network is gone, or back: no need to wait for time-outs. */
  networkChanged(isUp: boolean): void {
    if (isUp) this.wake();
    else this.connection?.end(1006);
  }

  /** Follows a table until the returned function is called. */
  joinTable(tableId: string, listener: TableListener): () => void {
    const feed = new TableFeed(tableId, listener);
    this.tables.set(feed.channel, feed);
    const { connection } = this;
    if (connection !== null && this.isOnline) void this.attachLater(feed, connection);
    return () => {
      if (this.tables.get(feed.channel) !== feed) return;
      this.tables.delete(feed.channel);
      feed.detach();
      const left = this.request("table.leave", { table_id: tableId }).catch(() => undefined);
      this.leaving.set(feed.channel, left);
    };
  }

  /** One request over the present connection; fails if there is none. */
  request(action: string, data: unknown): Promise<unknown> {
    if (this.connection === null) return Promise.reject(new ConnectionLost(1006));
    return this.connection.request(action, data, REQUEST_TIMEOUT_MS);
  }

  /**
   * A request that is repeated, unchanged, over as many connections as it takes until the server
   * answers. Only for requests that carry their own id and may therefore safely arrive twice.
   */
  requestUntilAnswered(action: string, data: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (!this.running) {
        reject(new ConnectionStopped("not connected"));
        return;
      }
      const request: Standing = { action, data, resolve, reject, refusals: 0 };
      this.standing.add(request);
      if (this.isOnline && this.connection !== null) void this.send(request, this.connection);
    });
  }

  private async run(): Promise<void> {
    let attempt = 0;
    this.dependencies.onState({ kind: "connecting" });
    while (this.running) {
      let atLeastMs = 0;
      const startedAt = Date.now();
      try {
        const code = await this.live();
        const verdict = judgeClose(code);
        if (!verdict.reconnect) this.stop(verdict.reason);
        else atLeastMs = verdict.atLeastMs;
      } catch (error) {
        if (error instanceof TicketRefused) this.stop(error.reason);
      }
      if (!this.running) return;
      if (Date.now() - startedAt > STABLE_AFTER_MS) attempt = 0;
      this.dependencies.onState({ kind: "reconnecting", attempt });
      await this.pause(Math.max(atLeastMs, fullJitter(RECONNECT_BACKOFF, attempt, this.random)));
      attempt += 1;
    }
  }

  /** One connection's whole life. Resolves with its close code. */
  private async live(): Promise<number> {
    const ticket = await this.dependencies.fetchTicket();
    if (!this.running) return 1000;
    const connection = await Connection.open(
      ticket.url,
      this.dependencies.openTransport,
      (events) => this.route(events),
      OPEN_TIMEOUT_MS,
    );
    if (!this.running) connection.end(1000);
    this.connection = connection;
    let endTimers: () => void = () => undefined;
    try {
      const hello = await this.greet(connection);
      await this.player?.attach(connection);
      await this.attachTables(connection);
      endTimers = this.startTimers(connection, hello);
      this.isOnline = true;
      this.dependencies.onState({ kind: "online" });
      for (const request of this.standing) void this.send(request, connection);
      return await connection.closed;
    } catch (error) {
      if (error instanceof ConnectionLost) return error.closeCode;
      connection.end(NO_ANSWER);
      throw error;
    } finally {
      endTimers();
      this.isOnline = false;
      this.connection = null;
      this.player?.detach();
      for (const table of this.tables.values()) table.detach();
    }
  }

  /** Joins every table, those included that the page sits down at meanwhile. */
  private async attachTables(connection: Connection): Promise<void> {
    const joined = new Set<TableFeed>();
    for (;;) {
      const waiting = [...this.tables.values()].filter((table) => !joined.has(table));
      if (waiting.length === 0) return;
      for (const table of waiting) joined.add(table);
      await Promise.all(waiting.map((table) => table.attach(connection)));
    }
  }

  private async greet(connection: Connection): Promise<HelloReply> {
    const sentAt = Date.now();
    const answer = await connection.request("session.hello", {}, REQUEST_TIMEOUT_MS);
    const hello = answer as HelloReply;
    this.dependencies.clock.observe(hello.server_time, sentAt, Date.now());
    const channel = `player:${hello.player_id}`;
    this.player ??= new PlayerFeed(channel, this.dependencies.player);
    const head = hello.channels?.find((entry) => entry.channel === channel);
    if (head !== undefined) this.player.announce(head);
    return hello;
  }

  private startTimers(connection: Connection, hello: HelloReply): () => void {
    const heartbeat = setInterval(
      () => void this.beat(connection),
      (hello.heartbeat_interval ?? DEFAULT_HEARTBEAT_S) * 1_000,
    );
    const retirement =
      hello.max_lifetime === undefined
        ? undefined
        : setTimeout(
            () => connection.end(PLANNED_RECONNECT),
            hello.max_lifetime * 1_000 * LIFETIME_SHARE,
          );
    return () => {
      clearInterval(heartbeat);
      clearTimeout(retirement);
    };
  }

  private async beat(connection: Connection): Promise<void> {
    const sentAt = Date.now();
    try {
      const answer = await connection.request("ping", {}, REQUEST_TIMEOUT_MS);
      const { server_time } = answer as { server_time: string };
      this.dependencies.clock.observe(server_time, sentAt, Date.now());
    } catch (error) {
      if (error instanceof RequestTimeout) connection.end(NO_ANSWER);
    }
  }

  private async send(request: Standing, connection: Connection): Promise<void> {
    try {
      const data = await connection.request(request.action, request.data, REQUEST_TIMEOUT_MS);
      this.standing.delete(request);
      request.resolve(data);
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
        if (connection.isOpen && this.standing.has(request)) return this.send(request, connection);
        return;
      }
      this.standing.delete(request);
      request.reject(error as Error);
    }
  }

  private route(events: readonly ServerEvent[]): void {
    for (const event of events) {
      if (event.channel === this.player?.channel) {
        this.player.receive(event);
        if (event.event === "session.closing") this.prepareToClose(event.data);
      } else {
        this.tables.get(event.channel)?.receive(event);
      }
    }
  }

  private async attachLater(feed: TableFeed, connection: Connection): Promise<void> {
    // Requests may be carried out in any order: a leave that came last would undo the join.
    await this.leaving.get(feed.channel);
    if (!connection.isOpen || this.tables.get(feed.channel) !== feed) return;
    await feed.attach(connection).catch(() => connection.end(NO_ANSWER));
  }

  private prepareToClose(data: unknown): void {
    const { reconnect } = data as { reconnect?: boolean };
    if (reconnect === false) this.stop("session_ended");
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
