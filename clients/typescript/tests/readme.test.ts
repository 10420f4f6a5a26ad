import { readFileSync } from "node:fs";
import { afterEach, expect, it, vi } from "vitest";
import { betOnRed } from "../examples/betOnRed.js";
import { event, FakeServer } from "./fakeServer.js";
import { fakeWebSocket } from "./fakeWebSocket.js";

const read = (name: string) => readFileSync(new URL(`../${name}`, import.meta.url), "utf8");

afterEach(() => vi.unstubAllGlobals());

it("shows the example that is tested here", () => {
  expect(read("README.md")).toContain(read("examples/betOnRed.ts").trim());
});

it("bets on red when a round opens and says where the ball fell", async () => {
  const server = new FakeServer();
  server.on("bet.place", () => ({ data: { status: "accepted" } }));
  const ticket = { ticket: "t", websocket_url: "wss://play.example" };
  const answers = [{ access_token: "t", refresh_token: "r" }, ticket];
  vi.stubGlobal("fetch", async (url: string) =>
    url.endsWith("/v1/wallet") ? Response.json({ available: 500 }) : Response.json(answers.shift()),
  );
  vi.stubGlobal("WebSocket", fakeWebSocket(server));
  const said: string[] = [];
  const say = (text: string) => said.push(text);
  const stop = await betOnRed("https://api.example", "ada@example.com", "secret", say);
  await vi.waitFor(() => expect(said).toContain("online"));
  const round = { round_id: "r1.7" };
  const table = "table:roulette-eu-1";
  server.connection.push({ ...event(table, 11, "round.opened"), data: round });
  await vi.waitFor(() => expect(said).toContain("bet accepted"));
  const outcome = { pocket: 32, colour: "red" };
  server.connection.push({ ...event(table, 12, "round.result"), data: { ...round, outcome } });
  stop();
  expect(said.filter((text) => text !== "500 cents to play with")).toEqual([
    "connecting",
    "online",
    "bet accepted",
    "32 red",
    "stopped",
  ]);
  expect(said).toContain("500 cents to play with");
  expect(server.requests("bet.place")[0]?.data).toMatchObject({ round_id: "r1.7" });
});
