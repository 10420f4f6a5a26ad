import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { RestApi, RestClient, RestError, SecondFactorNeeded, TicketRefused } from "../src/index.js";
import type { Stakes } from "../src/index.js";

const TOKENS = { access_token: "fresh", refresh_token: "r-2", id_token: "i", expires_in: 3600 };
const DEPOSIT = { amount: 100, currency: "EUR", payment_method: "pm" };

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A platform that gives these answers in turn, and the requests that it has seen. */
function platform(...answers: (Response | Error)[]) {
  const seen: Seen[] = [];
  const fetch = async (url: string | URL | Request, init: RequestInit = {}) => {
    const { method = "GET", headers, body } = init;
    seen.push({ method, url: String(url), headers: new Headers(headers), body });
    const answer = answers.shift();
    if (answer === undefined) throw new Error(`nothing more is answered: ${String(url)}`);
    if (answer instanceof Error) throw answer;
    return answer;
  };
  const rest = new RestClient({
    restUrl: "https://api.example/local",
    tokens: { access_token: "stale", refresh_token: "r-1" },
    fetch: fetch as typeof globalThis.fetch,
  });
  const paths = () => seen.map(({ url }) => url.replace("https://api.example/local/v1/", ""));
  return { rest, seen, paths };
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  Response.json(body, { status, headers });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** Lets pauses pass at once. */
async function soon<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  return promise;
}

it("signs in, and makes requests the player's from then on", async () => {
  const { rest, seen } = platform(json(200, TOKENS), json(200, { available: 5 }));
  await rest.login("ada@example.com", "secret");
  expect((await rest.getWallet()).available).toBe(5);
  expect(seen.map(({ headers }) => headers.get("Authorization"))).toEqual([null, "Bearer fresh"]);
});

it("asks for a second factor by its name, and takes the answer", async () => {
  const challenge = { challenge: "SOFTWARE_TOKEN_MFA", session: "s" };
  const { rest, seen } = platform(json(200, challenge), json(200, TOKENS));
  const needed = await rest.login("ada@example.com", "secret").catch((error: unknown) => error);
  expect(needed).toBeInstanceOf(SecondFactorNeeded);
  await rest.answerSecondFactor((needed as SecondFactorNeeded).session, "123456");
  expect(JSON.parse(String(seen[1]?.body))).toEqual({ session: "s", code: "123456" });
});

const OPERATIONS = Object.getOwnPropertyNames(RestApi.prototype).filter(
  (name) => name !== "constructor" && !name.startsWith("iterate"),
);

it.each(OPERATIONS)("renews a refused token for %s, unless it needs none", async (name) => {
  const { rest, seen, paths } = platform(
    json(401, { code: "not_authenticated" }),
    json(200, TOKENS),
    json(200, { done: true }),
  );
  const method = rest[name as keyof RestClient] as (...given: unknown[]) => Promise<unknown>;
  await soon(method.call(rest, "a/b", {})).catch(() => undefined);
  if (seen[0]?.headers.has("Authorization")) {
    expect(paths()[1]).toBe("auth/refresh");
    expect(seen[2]).toMatchObject({ url: seen[0].url, body: seen[0].body });
    expect(seen[2]?.headers.get("Authorization")).toBe("Bearer fresh");
  } else {
    expect(seen.length).toBe(1);
  }
  expect(seen[0]?.url).not.toContain("a/b");
});

it("repeats what moves money under the same key until it is answered", async () => {
  const { rest, seen } = platform(
    new TypeError("network"),
    json(503, {}),
    json(429, {}, { "Retry-After": "7" }),
    json(201, { deposit_id: "d" }),
    json(201, { deposit_id: "e" }),
  );
  expect(await soon(rest.makeDeposit(DEPOSIT))).toEqual({ deposit_id: "d" });
  await rest.makeDeposit(DEPOSIT, { idempotencyKey: "mine" });
  const keys = seen.map(({ headers }) => headers.get("Idempotency-Key"));
  expect(new Set(keys.slice(0, 4)).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
  expect(keys[4]).toBe("mine");
});

it("repeats nothing that may not be done twice, and keeps nobody waiting for minutes", async () => {
  const lost = platform(new TypeError("network"));
  await expect(soon(lost.rest.rotateSeeds({}))).rejects.toThrow("network");
  const busy = platform(json(429, { code: "too_many_requests" }, { "Retry-After": "600" }));
  await expect(soon(busy.rest.getWallet())).rejects.toBeInstanceOf(RestError);
  expect([lost.seen.length, busy.seen.length]).toEqual([1, 1]);
});

it("goes through all pages of a list", async () => {
  const { rest, paths } = platform(
    json(200, { items: [{ bet_id: "1" }], next_cursor: "c" }),
    json(200, { items: [{ bet_id: "2" }], next_cursor: null }),
  );
  const found: string[] = [];
  for await (const bet of rest.iterateBets({ table_id: "t" })) found.push(bet.bet_id);
  expect(found).toEqual(["1", "2"]);
  expect(paths()).toEqual(["bets?table_id=t", "bets?table_id=t&cursor=c"]);
});

it("says what went wrong by its code", async () => {
  const problem = { code: "not_found", detail: "No such bet." };
  const { rest } = platform(json(404, problem), new Response("<html>", { status: 500 }));
  await expect(rest.getBet("x")).rejects.toMatchObject({ status: 404, ...problem, problem });
  await expect(rest.getBet("x")).rejects.toMatchObject({ code: "unknown", detail: "<html>" });
});

it("fetches tickets, and says when there will be none", async () => {
  const granted = json(201, { ticket: "a/b", websocket_url: "wss://play.example" });
  const { rest } = platform(json(401, {}), json(200, TOKENS), granted, json(401, {}), json(401, {}));
  expect(await rest.fetchTicket()).toEqual({ url: "wss://play.example?ticket=a%2Fb" });
  await expect(rest.fetchTicket()).rejects.toBeInstanceOf(TicketRefused);
});

it("has a type for what may be staked at every game", () => {
  const crash: Stakes["crash"] = { type: "crash", selection: [150], amount: 100 };
  const dice: Stakes["dice"] = { stake: 100, choice: { direction: "under", chance: 4950 } };
  const red: Stakes["roulette-european"] = { type: "red", amount: 100 };
  // @ts-expect-error: there is no such bet.
  const wrong: Stakes["roulette-european"] = { type: "voisins", amount: 100 };
  expect([crash, dice, red, wrong].length).toBe(4);
});

it("publishes the sources that its source maps point at", () => {
  const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");
  const { files } = JSON.parse(read("package.json")) as { files: string[] };
  const { compilerOptions } = JSON.parse(read("tsconfig.build.json")) as {
    compilerOptions: { sourceMap?: boolean; rootDir: string };
  };
  expect(compilerOptions.sourceMap).toBe(true);
  expect(files).toContain(compilerOptions.rootDir);
});
