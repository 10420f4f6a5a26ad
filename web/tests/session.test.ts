import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Session } from "../src/session/session";
import { TokenVault, type TabChannel } from "../src/session/tokenVault";

const ADA = { player_id: "p-ada", email: "ada@example.com", display_name: "Ada" };
const TOKENS = { access_token: "a-1", id_token: "i-1", refresh_token: "r-1", expires_in: 3600 };
const OVER = "Your session has ended. Please sign in again.";

type Answer = readonly [status: number, body?: unknown];
type Platform = Record<string, Answer | ((body: unknown, token: string | null) => Answer)>;

/** The browser of one device: its tabs hear each other, and each has a storage of its own. */
class Device {
  private readonly tabs: ((event: { data: unknown }) => void)[] = [];

  tab(storage = new MemoryStorage()) {
    const session = new Session("https://api.test", new TokenVault(storage, this.channel()));
    return { session, storage, state: () => session.state.get() };
  }

  private channel(): TabChannel {
    let own: ((event: { data: unknown }) => void) | null = null;
    return {
      addEventListener: (_kind, listener) => {
        own = listener;
        this.tabs.push(listener);
      },
      postMessage: (data) => {
        for (const hear of this.tabs) if (hear !== own) queueMicrotask(() => hear({ data }));
      },
    };
  }
}

class MemoryStorage implements Storage {
  private readonly items = new Map<string, string>();
  get length() {
    return this.items.size;
  }
  clear = () => this.items.clear();
  getItem = (name: string) => this.items.get(name) ?? null;
  key = (index: number) => [...this.items.keys()][index] ?? null;
  removeItem = (name: string) => void this.items.delete(name);
  setItem = (name: string, value: string) => void this.items.set(name, value);
}

function problem(status: number, code: string): Answer {
  return [status, { code, status, detail: "The server's own words" }];
}

/** Answers by method and path; what is not named can't be reached. */
function platform(answers: Platform): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    const route = `${init.method} ${new URL(url).pathname}`;
    asked.push(route);
    const answer = answers[route];
    if (answer === undefined) throw new TypeError("network");
    const token = new Headers(init.headers).get("Authorization");
    const given = typeof init.body === "string" ? JSON.parse(init.body) : null;
    const [status, body] = typeof answer === "function" ? answer(given, token) : answer;
    return new Response(body === undefined ? null : JSON.stringify(body), { status });
  });
  return asked;
}

const SIGNING_IN: Platform = { "POST /v1/auth/login": [200, TOKENS], "GET /v1/me": [200, ADA] };

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function restored(tab: ReturnType<Device["tab"]>) {
  const restoring = tab.session.restore();
  await vi.advanceTimersByTimeAsync(1_000);
  await restoring;
  return tab.state();
}

it("asks for the authenticator's code, and begins with the right one", async () => {
  platform({
    ...SIGNING_IN,
    "POST /v1/auth/login": [200, { challenge: "SOFTWARE_TOKEN_MFA", session: "s-1" }],
    "POST /v1/auth/mfa": (body) =>
      (body as { code: string }).code === "123456"
        ? [200, TOKENS]
        : problem(401, "invalid_code"),
  });
  const { session, state } = new Device().tab();
  const factor = await session.signIn("ada@example.com", "secret");
  expect(factor).toEqual({ session: "s-1" });
  expect(await session.accessToken()).toBeNull();
  await expect(session.answerSecondFactor(factor!, "000000")).rejects.toThrow();
  await session.answerSecondFactor(factor!, "123456");
  expect(state()).toEqual({ kind: "signed_in", profile: ADA });
});

it("sets a forgotten password anew by the code that was sent", async () => {
  const asked = platform({
    "POST /v1/auth/password/forgot": [204],
    "POST /v1/auth/password/reset": [204],
  });
  const { session } = new Device().tab();
  await session.requestReset("ada@example.com");
  await session.resetPassword("ada@example.com", "654321", "willow-tram-38-moss");
  expect(asked).toEqual(["POST /v1/auth/password/forgot", "POST /v1/auth/password/reset"]);
});

it("stays signed in over a reload and in a new tab", async () => {
  platform(SIGNING_IN);
  const device = new Device();
  const first = device.tab();
  await first.session.signIn("ada@example.com", "secret");
  expect(await restored(device.tab(first.storage))).toMatchObject({ kind: "signed_in" });
  expect(await restored(device.tab())).toEqual({ kind: "signed_in", profile: ADA });
});

it("takes along the tabs that show the sign-in form", async () => {
  platform(SIGNING_IN);
  const device = new Device();
  const waiting = device.tab();
  expect(await restored(waiting)).toMatchObject({ kind: "signed_out", notice: null });
  await device.tab().session.signIn("ada@example.com", "secret");
  await vi.advanceTimersByTimeAsync(10);
  expect(waiting.state()).toMatchObject({ kind: "signed_in" });
});

it("keeps nothing on the device once the last tab is closed", async () => {
  platform(SIGNING_IN);
  const device = new Device();
  await device.tab().session.signIn("ada@example.com", "secret");
  expect(await restored(new Device().tab())).toEqual({ kind: "signed_out", notice: null });
});

it("signs out in every tab, and says so in the others", async () => {
  platform({ ...SIGNING_IN, "POST /v1/auth/logout": [204] });
  const device = new Device();
  const [here, there] = [device.tab(), device.tab()];
  await here.session.signIn("ada@example.com", "secret");
  await restored(there);
  await here.session.signOut();
  await vi.advanceTimersByTimeAsync(10);
  expect(here.state()).toEqual({ kind: "signed_out", notice: null });
  expect(there.state()).toEqual({
    kind: "signed_out",
    notice: "You have signed out in another tab.",
  });
  expect(there.storage.length).toBe(0);
});

it("is not revived by a renewal that was under way when it was signed out", async () => {
  let renew!: () => void;
  const renewed = new Promise<void>((resolve) => (renew = resolve));
  platform({ ...SIGNING_IN, "POST /v1/auth/logout": [204] });
  const { session, state, storage } = new Device().tab();
  await session.signIn("ada@example.com", "secret");
  const answered = fetch;
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    if (!url.endsWith("/refresh")) return answered(url, init);
    await renewed;
    return new Response(JSON.stringify({ ...TOKENS, access_token: "a-2" }), { status: 200 });
  });
  const renewal = session.renew();
  await session.signOut();
  renew();
  expect(await renewal).toBeNull();
  expect(state()).toMatchObject({ kind: "signed_out" });
  expect(storage.length).toBe(0);
});

it.each<[string, Platform, string]>([
  [
    "its tokens can't be renewed",
    { "POST /v1/auth/refresh": problem(401, "invalid_credentials") },
    OVER,
  ],
  [
    "even a fresh token is refused",
    { "POST /v1/auth/refresh": [200, { ...TOKENS, access_token: "a-2" }] },
    OVER,
  ],
])("says why a session is over, after a reload too, when %s", async (_when, changed, notice) => {
  platform(SIGNING_IN);
  const device = new Device();
  const { session, storage } = device.tab();
  await session.signIn("ada@example.com", "secret");
  platform({ "GET /v1/me": problem(401, "session_ended"), ...changed });
  expect(await restored(device.tab(storage))).toEqual({ kind: "signed_out", notice });
  // And once more: the reason is there until somebody signs in again.
  expect(await restored(new Device().tab(storage))).toEqual({ kind: "signed_out", notice });
  platform(SIGNING_IN);
  await device.tab(storage).session.signIn("ada@example.com", "secret");
  expect(storage.getItem("croupier.farewell")).toBeNull();
});

it.each<[string, Platform]>([
  ["nobody answers", {}],
  ["a service is down", { "GET /v1/me": problem(503, "unavailable") }],
  ["it was a bit fast", { "GET /v1/me": problem(429, "too_many_requests") }],
])("is not lost over a reload while %s", async (_when, answers) => {
  platform(SIGNING_IN);
  const device = new Device();
  const { session, storage } = device.tab();
  await session.signIn("ada@example.com", "secret");
  platform(answers);
  const reloaded = new Device().tab(storage);
  await expect(reloaded.session.restore()).rejects.toThrow();
  platform(SIGNING_IN);
  expect(await restored(new Device().tab(storage))).toMatchObject({ kind: "signed_in" });
});

it("hands on no tokens that lead to no player", async () => {
  platform({ ...SIGNING_IN, "GET /v1/me": problem(404, "not_found") });
  const { session, storage } = new Device().tab();
  await expect(session.signIn("ada@example.com", "secret")).rejects.toThrow();
  expect(storage.length).toBe(0);
});
