import { fullJitter, RECONNECT_BACKOFF } from "./backoff.js";
import { judgeClose, judgeFarewell, type StopReason } from "./closeCodes.js";
import { Connection, NO_ANSWER, PLANNED_RECONNECT } from "./connection.js";
import { ConnectionLost, ConnectionStopped, RequestRefused } from "./errors.js";
import type { EventOf, RawEvent } from "./events.js";
import type { BetAccepted, Hello, PlaceBet } from "./generated/messages.js";
import {
  atTable,
  inChannel,
  JoinedFeed,
  type ChannelListener,
  type OpenChannel,
  type Seat,
} from "./joinedFeed.js";
import { keepAlive } from "./keepAlive.js";
import { PlayerFeed, type PlayerListener } from "./playerFeed.js";
import type { ActionName, ReplyData, RequestData } from "./protocol.js";
import { ServerClock } from "./serverClock.js";
import { StandingRequests } from "./standingRequests.js";
import type { ConnectionState } from "./state.js";
import { tell } from "./tell.js";
import { TicketDelayed, TicketRefused, type FetchTicket } from "./ticket.js";
import { openWebSocket, type OpenTransport } from "./transport.js";

const OPEN_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 8_000;
/** A connection that lasted this long was a good one: the next wait starts small again. */
const STABLE_AFTER_MS = 10_000;
/** Where `session.closing` names no time, those who hear it leave spread over this one. */
const LEAVING_SPREAD_MS = 5_000;

export interface RealtimeOptions {
  /** Gets a pass for each handshake; see `ticketsFrom`. */
  readonly fetchTicket: FetchTicket;
  readonly onState?: (state: ConnectionState) => void;
  /** Hears the player's own channel: balances, results of bets. */
  readonly player?: PlayerListener;
  /** Hears of every request that was refused, beside whoever asked. */
  readonly onRefused?: (refusal: RequestRefused) => void;
  /** Learns the server's time from every exchange. */
  readonly clock?: ServerClock;
  readonly openTransport?: OpenTransport;
  /** A number in [0, 1). */
  readonly random?: () => number;
}

/**
 * A player's one realtime connection: opens it, keeps it, and brings it back.
 *
 * After every (re)connection: hello, catch up on the player's channel, rejoin the channels with
 * what was seen last, send standing requests again. Only then is the state "online".
 */
export class RealtimeClient {
  readonly clock: ServerClock;

  private current: ConnectionState = { kind: "idle" };
  private connection: Connection | null = null;
  private isOnline = false;
  private player: PlayerFeed | null = null;
  private leavingTimer: ReturnType<typeof setTimeout> | undefined;
  private wake: () => void = () => undefined;
  private readonly feeds = new Map<string, JoinedFeed>();
  private readonly leaving = new Map<string, Promise<unknown>>();
  private readonly standing: StandingRequests;
  private readonly random: () => number;

  constructor(private readonly options: RealtimeOptions) {
    this.clock = options.clock ?? new ServerClock();
    this.random = options.random ?? Math.random;
    this.standing = new StandingRequests(REQUEST_TIMEOUT_MS, this.random);
  }

  get state(): ConnectionState {
    return this.current;
  }

  /** Connects, and stays connected until `stop` or until the server says not to come back. */
  start(): void {
    if (this.current.kind !== "idle") return;
    this.change({ kind: "connecting" });
    void this.run();
  }

  stop(reason: StopReason = "closed_by_client"): void {
    if (!this.isRunning) return;
    this.change({ kind: "stopped", reason });
    this.standing.failAll(new ConnectionStopped(reason));
    this.connection?.end(1000);
    this.wake();
  }

  /** The device says its network is gone, or back: no need to wait for time-outs. */
  networkChanged(isUp: boolean): void {
    if (isUp) this.wake();
    else this.connection?.end(1006);
  }

  /** Follows a table until the returned function is called. */
  joinTable(tableId: string, listener: ChannelListener): () => void {
    return this.follow(atTable(tableId), listener);
  }

  /** Follows the lobby, or the house's announcements, until the returned function is called. */
  joinChannel(channel: OpenChannel, listener: ChannelListener): () => void {
    return this.follow(inChannel(channel), listener);
  }

  /** Bets under an id made here unless given; however often it is sent, it is taken once. */
  placeBet(bet: Omit<PlaceBet, "bet_id"> & { readonly bet_id?: string }): Promise<BetAccepted> {
    const { bet_id = crypto.randomUUID(), ...rest } = bet;
    return this.requestUntilAnswered("bet.place", { bet_id, ...rest });
  }

  /** One request over the present connection; fails if there is none. */
  request<Name extends ActionName>(
    action: Name,
    data: RequestData<Name>,
  ): Promise<ReplyData<Name>> {
    if (this.connection === null) return Promise.reject(new ConnectionLost(1006));
    return this.heard(this.connection.request(action, data, REQUEST_TIMEOUT_MS));
  }

  /**
   * A request that is repeated, unchanged, over as many connections as it takes until the server
   * answers. Only for requests that carry their own id and may therefore safely arrive twice.
   */
  requestUntilAnswered<Name extends ActionName>(
    action: Name,
    data: RequestData<Name>,
  ): Promise<ReplyData<Name>> {
    if (!this.isRunning) return Promise.reject(new ConnectionStopped("not connected"));
    return this.heard(this.standing.ask(action, data));
  }

  private heard<Answer>(answer: Promise<Answer>): Promise<Answer> {
    answer.catch((error: unknown) => {
      if (error instanceof RequestRefused) tell(() => this.options.onRefused?.(error));
    });
    return answer;
  }

  private follow(seat: Seat, listener: ChannelListener): () => void {
    const feed = new JoinedFeed(seat, listener);
    this.feeds.set(seat.channel, feed);
    const { connection } = this;
    if (connection !== null && this.isOnline) void this.attachLater(feed, connection);
    return () => {
      if (this.feeds.get(seat.channel) !== feed) return;
      this.feeds.delete(seat.channel);
      feed.detach();
      const left = this.request(seat.leave, seat.data).catch(() => undefined);
      this.leaving.set(seat.channel, left);
    };
  }

  private get isRunning(): boolean {
    return this.current.kind !== "idle" && this.current.kind !== "stopped";
  }

  private change(state: ConnectionState): void {
    this.current = state;
    tell(() => this.options.onState?.(state));
  }

  private async run(): Promise<void> {
    let attempt = 0;
    while (this.isRunning) {
      let atLeastMs = 0;
      const startedAt = Date.now();
      try {
        const verdict = judgeClose(await this.live());
        if (!verdict.reconnect) this.stop(verdict.reason);
        else atLeastMs = verdict.atLeastMs;
      } catch (error) {
        if (error instanceof TicketRefused) this.stop(error.reason);
        if (error instanceof TicketDelayed) atLeastMs = error.atLeastMs;
      }
      if (!this.isRunning) return;
      if (Date.now() - startedAt > STABLE_AFTER_MS) attempt = 0;
      this.change({ kind: "reconnecting", attempt });
      // On top of what was asked for: not everybody comes back the moment it is over.
      await this.pause(atLeastMs + fullJitter(RECONNECT_BACKOFF, attempt, this.random));
      attempt += 1;
    }
  }

  /** One connection's whole life. Resolves with its close code. */
  private async live(): Promise<number> {
    const ticket = await this.options.fetchTicket();
    if (!this.isRunning) return 1000;
    const connection = await Connection.open(
      ticket.url,
      this.options.openTransport ?? openWebSocket,
      (events) => this.route(events),
      OPEN_TIMEOUT_MS,
    );
    if (!this.isRunning) connection.end(1000);
    this.connection = connection;
    let endKeepAlive: () => void = () => undefined;
    try {
      const hello = await this.greet(connection);
      endKeepAlive = keepAlive(connection, hello, this.clock, REQUEST_TIMEOUT_MS, this.random);
      await this.player?.attach(connection);
      await this.attachFeeds(connection);
      if (!connection.isOpen) return await connection.closed;
      this.isOnline = true;
      this.standing.attach(connection);
      this.change({ kind: "online" });
      return await connection.closed;
    } catch (error) {
      if (error instanceof ConnectionLost) return error.closeCode;
      connection.end(NO_ANSWER);
      throw error;
    } finally {
      endKeepAlive();
      clearTimeout(this.leavingTimer);
      this.leavingTimer = undefined;
      this.isOnline = false;
      this.connection = null;
      this.standing.detach();
      this.player?.detach();
      for (const feed of this.feeds.values()) feed.detach();
    }
  }

  private async greet(connection: Connection): Promise<Hello> {
    const sentAt = Date.now();
    const hello = await connection.request("session.hello", {}, REQUEST_TIMEOUT_MS);
    this.clock.observe(hello.server_time, sentAt, Date.now());
    const channel = `player:${hello.player_id}`;
    this.player ??= new PlayerFeed(channel, this.options.player ?? {});
    const head = hello.channels.find((entry) => entry.channel === channel);
    if (head !== undefined) this.player.announce(head);
    return hello;
  }

  /** Joins every channel, those included that are asked for meanwhile. */
  private async attachFeeds(connection: Connection): Promise<void> {
    const joined = new Set<JoinedFeed>();
    for (;;) {
      const waiting = [...this.feeds.values()].filter((feed) => !joined.has(feed));
      if (waiting.length === 0) return;
      for (const feed of waiting) joined.add(feed);
      await Promise.all(waiting.map((feed) => feed.attach(connection)));
    }
  }

  private async attachLater(feed: JoinedFeed, connection: Connection): Promise<void> {
    // Requests may be carried out in any order: a leave that came last would undo the join.
    await this.leaving.get(feed.channel);
    if (!connection.isOpen || this.feeds.get(feed.channel) !== feed) return;
    await feed.attach(connection).catch(() => connection.end(NO_ANSWER));
  }

  private route(events: readonly RawEvent[]): void {
    for (const event of events) {
      if (event.event === "session.closing") {
        this.prepareToClose(event as EventOf<"session.closing">);
      } else if (event.channel === this.player?.channel) {
        this.player.receive(event);
      } else {
        this.feeds.get(event.channel)?.receive(event);
      }
    }
  }

  /**
   * The server will end this connection: for good, or for it to be taken up elsewhere.
   *
   * This is said to one connection alone, outside the numbers of the player's channel.
   */
  private prepareToClose(event: EventOf<"session.closing">): void {
    tell(() => this.options.player?.onEvent?.(event));
    const { reconnect, code, in_seconds } = event.data;
    if (!reconnect) {
      this.stop(judgeFarewell(code));
      return;
    }
    const { connection } = this;
    this.leavingTimer ??= setTimeout(
      () => connection?.end(PLANNED_RECONNECT),
      in_seconds == null ? this.random() * LEAVING_SPREAD_MS : in_seconds * 1_000,
    );
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
