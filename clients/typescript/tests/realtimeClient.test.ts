import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  ConnectionStopped,
  RealtimeClient,
  RequestRefused,
  ServerClock,
  TicketDelayed,
  TicketRefused,
  type ConnectionState,
  type ServerEvent,
} from "../src/index.js";
import { FakeServer, event } from "./fakeServer.js";

const TABLE = "table:r1";

function setUp() {
  const server = new FakeServer();
  const states: ConnectionState[] = [];
  const playerEvents: ServerEvent[] = [];
  let tickets = 0;
  const seen = { resets: 0, snapshots: 0, tableEvents: [] as number[], refused: "" };
  const refusals: string[] = [];
  const client = new RealtimeClient({
    fetchTicket: async () => {
      tickets += 1;
      return { url: `ws://fake?ticket=${tickets}` };
    },
    openTransport: server.openTransport,
    clock: new ServerClock(),
    random: () => 0.5,
    onState: (state) => states.push(state),
    onRefused: (refusal) => refusals.push(refusal.code),
    player: {
      onEvent: (event) => playerEvents.push(event),
      onReset: () => {
        seen.resets += 1;
      },
    },
  });
  const join = () =>
    client.joinTable("r1", {
      onSnapshot: () => {
        seen.snapshots += 1;
      },
      onEvent: (event) => seen.tableEvents.push(event.seq),
      onRefused: (error) => {
        seen.refused = error.code;
      },
    });
  const ticketCount = () => tickets;
  return { server, client, states, playerEvents, seen, refusals, join, ticketCount };
}

/** Lets promises settle and `ms` of the fake clock pass. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const last = <Item>(items: readonly Item[]) => items.at(-1);

/** Said to one connection alone, in an epoch of its own. */
const closing = (data: unknown) => ({
  ...event("player:p1", 1, "session.closing", "closing-conn-1"),
  data,
});

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe("connecting", () => {
  it("says hello and joins its tables before it calls itself online", async () => {
    const { server, client, states, seen, join } = setUp();
    join();
    client.start();
    await pass(0);
    expect(server.frames.map((frame) => frame.action)).toEqual(["session.hello", "table.join"]);
    expect(states.map((state) => state.kind)).toEqual(["connecting", "online"]);
    expect(seen).toMatchObject({ resets: 1, snapshots: 1 });
  });

  it("joins a table that the page sits down at while others are being joined", async () => {
    const { server, client, states, seen, join } = setUp();
    client.joinTable("r0", {
      onSnapshot: () => join(),
      onEvent: () => undefined,
      onRefused: () => undefined,
    });
    client.start();
    await pass(0);
    expect(server.requests("table.join").map((frame) => frame.data.table_id)).toEqual(["r0", "r1"]);
    expect(seen.snapshots).toBe(1);
    expect(last(states)?.kind).toBe("online");
  });

  it("comes back with a fresh ticket after the connection was lost", async () => {
    const { server, client, states, ticketCount } = setUp();
    client.start();
    await pass(0);
    server.connection.drop(1006);
    await pass(0);
    expect(last(states)).toEqual({ kind: "reconnecting", attempt: 0 });
    await pass(1_000);
    expect(last(states)?.kind).toBe("online");
    expect(ticketCount()).toBe(2);
  });

  it("waits longer, at random, while handshakes keep failing", async () => {
    const { server, client, states } = setUp();
    server.refuseHandshakes = 4;
    client.start();
    await pass(0);
    expect(last(states)).toEqual({ kind: "reconnecting", attempt: 0 });
    await pass(200); // half of 400
    expect(last(states)).toEqual({ kind: "reconnecting", attempt: 1 });
    await pass(399);
    expect(last(states)).toEqual({ kind: "reconnecting", attempt: 1 });
    await pass(1 + 800 + 1_600);
    expect(last(states)?.kind).toBe("online");
  });

  it.each([
    [4001, "session_ended"],
    [4003, "excluded"],
  ])("does not come back after close code %i", async (code, reason) => {
    const { server, client, states } = setUp();
    client.start();
    await pass(0);
    server.connection.drop(code);
    await pass(60_000);
    expect(last(states)).toEqual({ kind: "stopped", reason });
    expect(server.connections).toHaveLength(1);
  });

  it("stops when no ticket is to be had any more", async () => {
    const states: ConnectionState[] = [];
    const client = new RealtimeClient({
      fetchTicket: () => Promise.reject(new TicketRefused("signed_out")),
      openTransport: new FakeServer().openTransport,
      clock: new ServerClock(),
      onState: (state) => states.push(state),
      player: { onEvent: () => undefined, onReset: () => undefined },
    });
    client.start();
    await pass(0);
    expect(last(states)).toEqual({ kind: "stopped", reason: "signed_out" });
  });

  it("replaces a connection that no longer answers its pings", async () => {
    const { server, client, states } = setUp();
    client.start();
    await pass(0);
    server.on("ping", () => "silent");
    await pass(30_000 + 8_000);
    expect(last(states)?.kind).toBe("reconnecting");
    await pass(1_000);
    expect(server.connections).toHaveLength(2);
  });

  it("leaves by itself before the gateway's lifetime limit", async () => {
    const { server, client } = setUp();
    client.start();
    await pass(7_200_000 * 0.95 + 1_000);
    expect(server.connections).toHaveLength(2);
  });

  it("leaves within seconds of a planned close, at random, and comes back", async () => {
    const { server, client, states } = setUp();
    client.start();
    await pass(0);
    server.connection.push(closing({ reason: "deployment", reconnect: true }));
    await pass(2_499); // half of 5,000
    expect(last(states)?.kind).toBe("online");
    await pass(1);
    expect(last(states)?.kind).toBe("reconnecting");
    await pass(1_000);
    expect(server.connections).toHaveLength(2);
  });

  it("leaves when it is told to, and takes nothing for missed", async () => {
    const { server, client, states, seen, playerEvents } = setUp();
    client.start();
    await pass(0);
    const notice = { reason: "max_lifetime", code: 1001, reconnect: true, in_seconds: 20 };
    server.connection.push(closing(notice));
    await pass(19_999);
    expect(last(states)?.kind).toBe("online");
    await pass(1_000);
    expect(server.connections).toHaveLength(2);
    expect(playerEvents.map((told) => told.data)).toEqual([notice]);
    expect(seen.resets).toBe(1);
    expect(server.requests("channel.history")).toEqual([]);
  });

  it.each([
    [4001, "session_ended"],
    [4002, "flooded"],
    [4003, "excluded"],
  ])("does not come back when the server says so with code %i", async (code, reason) => {
    const { server, client, states } = setUp();
    client.start();
    await pass(0);
    server.connection.push(closing({ reason: "", code, reconnect: false }));
    server.connection.drop(1001);
    await pass(60_000);
    expect(last(states)).toEqual({ kind: "stopped", reason });
    expect(server.connections).toHaveLength(1);
  });

  it.each([1008, 4002])("lets seconds pass after close code %i", async (code) => {
    const { server, client } = setUp();
    client.start();
    await pass(0);
    server.connection.drop(code);
    await pass(5_000);
    expect(server.connections).toHaveLength(1);
    await pass(1_000);
    expect(server.connections).toHaveLength(2);
  });

  it("waits as long as it is told to before it asks for a ticket again", async () => {
    let asked = 0;
    const client = new RealtimeClient({
      fetchTicket: () => {
        asked += 1;
        return Promise.reject(new TicketDelayed(20_000));
      },
      openTransport: new FakeServer().openTransport,
      random: () => 0,
    });
    client.start();
    await pass(19_999);
    expect(asked).toBe(1);
    await pass(1);
    expect(asked).toBe(2);
  });

  it("drops the connection at once when the device loses its network", async () => {
    const { server, client, states } = setUp();
    client.start();
    await pass(0);
    server.refuseHandshakes = 3;
    client.networkChanged(false);
    await pass(0);
    expect(last(states)?.kind).toBe("reconnecting");
    await pass(1_500);
    client.networkChanged(true);
    await pass(0);
    expect(last(states)?.kind).toBe("online");
  });
});

describe("channels", () => {
  it("drops what it has seen and unpacks several events in one frame", async () => {
    const { server, client, seen, join } = setUp();
    join();
    client.start();
    await pass(0);
    server.connection.push(event(TABLE, 11));
    server.connection.push({
      type: "events",
      events: [event(TABLE, 11), event(TABLE, 12), event(TABLE, 13)],
    });
    expect(seen.tableEvents).toEqual([11, 12, 13]);
  });

  it("puts overtaking events in order without asking", async () => {
    const { server, client, seen, join } = setUp();
    join();
    client.start();
    await pass(0);
    server.connection.push(event(TABLE, 12));
    server.connection.push(event(TABLE, 11));
    await pass(1_000);
    expect(seen.tableEvents).toEqual([11, 12]);
    expect(server.requests("table.join")).toHaveLength(1);
  });

  it("asks for a gap that stays open", async () => {
    const { server, client, seen, join } = setUp();
    join();
    client.start();
    await pass(0);
    server.on("table.join", () => ({
      data: {
        channel: TABLE,
        epoch: "e1",
        seq: 13,
        recovered: true,
        events: [event(TABLE, 11), event(TABLE, 12), event(TABLE, 13)],
      },
    }));
    server.connection.push(event(TABLE, 13));
    await pass(300);
    expect(last(server.requests("table.join"))?.data).toEqual({
      table_id: "r1",
      since: { epoch: "e1", seq: 10 },
    });
    expect(seen.tableEvents).toEqual([11, 12, 13]);
    expect(seen.snapshots).toBe(1);
  });

  it("takes a new snapshot when the channel started a new epoch", async () => {
    const { server, client, seen, join } = setUp();
    join();
    client.start();
    await pass(0);
    server.on("table.join", () => ({
      data: { channel: TABLE, epoch: "e2", seq: 1, recovered: false, snapshot: {} },
    }));
    server.connection.push(event(TABLE, 2, "presence.changed", "e2"));
    await pass(300);
    expect(seen.snapshots).toBe(2);
    expect(seen.tableEvents).toEqual([2]);
  });

  it("rejoins where it left off after a reconnection", async () => {
    const { server, client, seen, join } = setUp();
    join();
    client.start();
    await pass(0);
    server.connection.push(event(TABLE, 11));
    server.on("table.join", () => ({
      data: {
        channel: TABLE,
        epoch: "e1",
        seq: 12,
        recovered: true,
        events: [event(TABLE, 12)],
      },
    }));
    server.connection.drop(1001);
    await pass(1_000);
    expect(last(server.requests("table.join"))?.data.since).toEqual({ epoch: "e1", seq: 11 });
    expect(seen.tableEvents).toEqual([11, 12]);
  });

  it("catches up on the player's own channel from its history", async () => {
    const { server, client, playerEvents, seen } = setUp();
    client.start();
    await pass(0);
    server.on("session.hello", () => ({
      data: {
        connection_id: "conn-2",
        player_id: "p1",
        server_time: new Date().toISOString(),
        channels: [{ channel: "player:p1", epoch: "e1", seq: 2 }],
      },
    }));
    server.on("channel.history", () => ({
      data: {
        recovered: true,
        events: [event("player:p1", 1, "wallet.updated"), event("player:p1", 2, "bet.settled")],
      },
    }));
    server.connection.drop(1006);
    await pass(1_000);
    expect(server.requests("channel.history")[0]?.data).toMatchObject({
      channel: "player:p1",
      since: { epoch: "e1", seq: 0 },
    });
    expect(playerEvents.map((seen) => seen.event)).toEqual(["wallet.updated", "bet.settled"]);
    expect(seen.resets).toBe(1);
  });

  it("starts over when the history no longer reaches back", async () => {
    const { server, client, seen, playerEvents } = setUp();
    client.start();
    await pass(0);
    server.on("channel.history", () => ({ data: { recovered: false, events: [] } }));
    server.connection.push(event("player:p1", 7, "wallet.updated"));
    await pass(300);
    expect(seen.resets).toBe(2);
    server.connection.push(event("player:p1", 8, "wallet.updated"));
    expect(playerEvents.map((event) => event.seq)).toEqual([7, 8]);
  });

  it("reports a table that can't be joined and stays online", async () => {
    const { server, client, states, seen, join } = setUp();
    server.on("table.join", () => ({ error: { code: "not_found", message: "" } }));
    join();
    client.start();
    await pass(0);
    expect(seen.refused).toBe("not_found");
    expect(last(states)?.kind).toBe("online");
  });

  it("hears the lobby, resumes it like a table and leaves it by its name", async () => {
    const { server, client } = setUp();
    const heard: number[] = [];
    const snapshots: unknown[] = [];
    const leave = client.joinChannel("lobby", {
      onSnapshot: (snapshot) => snapshots.push(snapshot),
      onEvent: ({ seq }) => heard.push(seq),
    });
    client.start();
    await pass(0);
    server.connection.push(event("lobby", 11, "lobby.changed"));
    server.on("channel.join", () => ({
      data: {
        channel: "lobby",
        epoch: "e1",
        seq: 12,
        recovered: true,
        events: [event("lobby", 12, "lobby.changed")],
      },
    }));
    server.connection.drop(1006);
    await pass(1_000);
    leave();
    await pass(0);
    server.connection.push(event("lobby", 13, "lobby.changed"));
    expect(server.requests("channel.join").map((frame) => frame.data)).toEqual([
      { channel: "lobby" },
      { channel: "lobby", since: { epoch: "e1", seq: 11 } },
    ]);
    expect(server.requests("channel.leave").map((frame) => frame.data)).toEqual([
      { channel: "lobby" },
    ]);
    expect(snapshots).toEqual([{ items: [] }]);
    expect(heard).toEqual([11, 12]);
  });

  it("delivers what follows a listener's mistake, and lets the mistake surface", async () => {
    const { server, client, states } = setUp();
    const seen: number[] = [];
    client.joinTable("r1", {
      onEvent: ({ seq }) => {
        seen.push(seq);
        if (seq === 11) throw new Error("clumsy");
      },
    });
    client.start();
    await pass(0);
    server.connection.push(event(TABLE, 11));
    server.connection.push(event(TABLE, 12));
    await expect(pass(1)).rejects.toThrow("clumsy");
    expect(seen).toEqual([11, 12]);
    expect(last(states)?.kind).toBe("online");
  });

  it("outlives frames that it can't read", async () => {
    const { server, client, states } = setUp();
    client.start();
    await pass(0);
    for (const frame of [null, 7, [], {}, { type: "event" }, { type: "events", events: 1 }]) {
      server.connection.push(frame);
    }
    await pass(0);
    expect(last(states)?.kind).toBe("online");
  });
});

describe("a bet", () => {
  const bet = { bet_id: "b-1", table_id: "r1", round_id: "round-1", stakes: [] };

  it("is sent again with the same id when the connection was lost before the answer", async () => {
    const { server, client } = setUp();
    client.start();
    await pass(0);
    server.on("bet.place", () => "silent");
    const placed = client.requestUntilAnswered("bet.place", bet);
    await pass(0);
    server.on("bet.place", () => ({ data: { bet_id: "b-1", status: "accepted" } }));
    server.connection.drop(1006);
    await pass(1_000);
    expect(await placed).toMatchObject({ status: "accepted" });
    expect(server.requests("bet.place").map((frame) => frame.data)).toEqual([bet, bet]);
  });

  it("is sent over a new connection when the old one stays silent", async () => {
    const { server, client } = setUp();
    client.start();
    await pass(0);
    server.on("bet.place", (_frame, connection) =>
      connection === server.connections[0] ? "silent" : { data: { status: "accepted" } },
    );
    const placed = client.requestUntilAnswered("bet.place", bet);
    await pass(8_000 + 1_000);
    expect(await placed).toMatchObject({ status: "accepted" });
    expect(server.connections).toHaveLength(2);
  });

  it("placed while offline goes out on the next connection", async () => {
    const { server, client } = setUp();
    server.refuseHandshakes = 1;
    client.start();
    await pass(0);
    const placed = client.requestUntilAnswered("bet.place", bet);
    await pass(1_000);
    await placed;
    expect(server.requests("bet.place")).toHaveLength(1);
  });

  it("is tried again after a retryable refusal, and not after a final one", async () => {
    const { server, client, refusals } = setUp();
    client.start();
    await pass(0);
    const answers = [true, false].map((retryable) => ({
      error: { code: retryable ? "contention" : "betting_closed", message: "", retryable },
    }));
    server.on("bet.place", () => answers.shift() ?? { data: {} });
    const refused = client.requestUntilAnswered("bet.place", bet).catch((error: unknown) => error);
    await pass(1_000);
    const error = await refused;
    expect(error).toBeInstanceOf(RequestRefused);
    expect(error).toMatchObject({ code: "betting_closed" });
    // Whoever listens to all refusals hears of the final one.
    expect(refusals).toEqual(["betting_closed"]);
    expect(server.requests("bet.place")).toHaveLength(2);
  });

  it("gets an id of its own, the same over every connection", async () => {
    const { server, client } = setUp();
    client.start();
    await pass(0);
    server.on("bet.place", () => "silent");
    const { bet_id: _, ...unnamed } = bet;
    void client.placeBet(unnamed);
    server.connection.drop(1006);
    await pass(1_000);
    const ids = server.requests("bet.place").map((frame) => frame.data.bet_id);
    expect(ids).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), ids[0]]);
  });

  it("takes the first of two answers to one request", async () => {
    const { server, client } = setUp();
    client.start();
    await pass(0);
    server.on("bet.place", (frame, connection) => {
      const reply = { type: "reply", request_id: frame.request_id, ok: true };
      connection.push({ ...reply, data: { status: "accepted" } });
      return { error: { code: "internal_error", message: "" } };
    });
    expect(await client.requestUntilAnswered("bet.place", bet)).toEqual({ status: "accepted" });
  });

  it("fails at once when the session was ended elsewhere", async () => {
    const { server, client } = setUp();
    client.start();
    await pass(0);
    server.on("bet.place", () => "silent");
    const placed = client.requestUntilAnswered("bet.place", bet).catch((error: unknown) => error);
    server.connection.drop(4001);
    await pass(0);
    expect(await placed).toBeInstanceOf(ConnectionStopped);
  });
});
