import { expect, it } from "vitest";
import { TicketDelayed, TicketRefused, ticketsFrom } from "../src/index.js";

/** A platform that answers with these statuses in turn, and notes who asked. */
function platform(...answers: readonly Response[]) {
  const waiting = [...answers];
  const asked: string[] = [];
  const fetch = async (url: unknown, init?: RequestInit) => {
    asked.push(`${String(url)} ${new Headers(init?.headers).get("authorization")}`);
    return waiting.shift() ?? new Response(null, { status: 500 });
  };
  return { asked, fetch: fetch as typeof globalThis.fetch };
}

const status = (code: number, headers = {}) => new Response("{}", { status: code, headers });
const granted = () =>
  Response.json({ ticket: "a/b", websocket_url: "wss://play.example" }, { status: 201 });
const accessToken = async (renew: boolean) => (renew ? "fresh" : "stale");

it("puts the ticket into the address to open", async () => {
  const { fetch, asked } = platform(granted());
  const fetchTicket = ticketsFrom({ restUrl: "https://api.example", accessToken, fetch });
  expect(await fetchTicket()).toEqual({ url: "wss://play.example?ticket=a%2Fb" });
  expect(asked).toEqual(["https://api.example/v1/realtime/tickets Bearer stale"]);
});

it("renews an access token that was refused, once", async () => {
  const { fetch, asked } = platform(status(401), granted());
  await ticketsFrom({ restUrl: "", accessToken, fetch })();
  expect(asked).toEqual([
    "/v1/realtime/tickets Bearer stale",
    "/v1/realtime/tickets Bearer fresh",
  ]);
});

it.each([
  ["signed_out", [status(401), status(401)]],
  ["excluded", [status(403)]],
] as const)("says that a player is %s", async (reason, answers) => {
  const { fetch } = platform(...answers);
  const refused = await ticketsFrom({ restUrl: "", accessToken, fetch })().catch((error) => error);
  expect(refused).toBeInstanceOf(TicketRefused);
  expect(refused).toMatchObject({ reason });
});

it("is refused without an access token", async () => {
  const { fetch, asked } = platform();
  const fetchTicket = ticketsFrom({ restUrl: "", accessToken: async () => null, fetch });
  await expect(fetchTicket()).rejects.toBeInstanceOf(TicketRefused);
  expect(asked).toEqual([]);
});

it("passes on how long a busy platform wants to be left alone", async () => {
  const { fetch } = platform(status(429, { "retry-after": "7" }));
  const delayed = await ticketsFrom({ restUrl: "", accessToken, fetch })().catch((error) => error);
  expect(delayed).toBeInstanceOf(TicketDelayed);
  expect(delayed).toMatchObject({ atLeastMs: 7_000 });
});
