import { expect, it } from "vitest";
import type { BetRecord } from "../src/lobby/tablesApi";
import { RequestRefused, type ServerEvent, type RealtimeClient } from "@croupier/client";
import type { TableListener } from "@croupier/client";
import { TableStore } from "../src/tables/tableStore";

const STAKES = [{ type: "red", amount: 100 }] as const;

function setUp(records: readonly BetRecord[] = []) {
  let answer: (data: unknown) => void = () => undefined;
  let refuse: (error: Error) => void = () => undefined;
  let table!: TableListener;
  const balances: number[] = [];
  const ask = () =>
    new Promise((resolve, reject) => {
      answer = resolve;
      refuse = reject;
    });
  const realtime = {
    joinTable: (_id: string, listener: TableListener) => {
      table = listener;
      return () => undefined;
    },
    placeBet: () => ask(),
    requestUntilAnswered: () => ask(),
  } as unknown as RealtimeClient;
  const store = new TableStore("r1", {
    realtime,
    loadMyBets: async () => records,
    onBalance: ({ available }) => balances.push(available),
  });
  store.join();
  return {
    store,
    balances,
    answer: (data: unknown) => answer(data),
    refuse: (error: Error) => refuse(error),
    tableSays: (event: string, data: unknown) =>
      table.onEvent?.({ channel: "table:r1", epoch: "e", seq: 1, event, at: "", data } as ServerEvent),
    snapshot: (data: unknown) => table.onSnapshot?.(data),
    settled: (betId: string, payout: number) =>
      store.takePlayerEvent({
        event: "bet.settled",
        data: { bet_id: betId, round_id: "r1.1", payout },
      } as ServerEvent),
  };
}

const accepted = { status: "accepted", balance: { available: 900, version: 2 } };

it("shows a bet at once, and passes on the balance that came with its acceptance", async () => {
  const { store, answer, balances } = setUp();
  const placed = store.placeBet("r1.1", STAKES);
  expect(store.bets.get()[0]?.status).toBe("sending");
  answer(accepted);
  await placed;
  expect(store.bets.get()[0]?.status).toBe("accepted");
  expect(balances).toEqual([900]);
});

it("takes a refused bet off the felt again", async () => {
  const { store, refuse } = setUp();
  const placed = store.placeBet("r1.1", STAKES);
  refuse(new RequestRefused("betting_closed", "", false, undefined));
  await expect(placed).rejects.toThrow(RequestRefused);
  expect(store.bets.get()).toEqual([]);
});

it("keeps a settlement that overtook the acceptance", async () => {
  const { store, answer, settled } = setUp();
  const placed = store.placeBet("r1.1", STAKES);
  settled(store.bets.get()[0]!.betId, 200);
  answer(accepted);
  await placed;
  expect(store.bets.get()[0]).toMatchObject({ status: "won", payout: 200 });
});

it("returns the bets of a round that was called off", async () => {
  const { store, answer, snapshot, tableSays } = setUp();
  snapshot({ phase: "open", round_id: "r1.1" });
  const placed = store.placeBet("r1.1", STAKES);
  answer(accepted);
  await placed;
  tableSays("round.voided", { round_id: "r1.1", reason: "wheel fault" });
  expect(store.bets.get()[0]).toMatchObject({ status: "voided", payout: 100 });
  expect(store.table.get()?.phase).toBe("voided");
});

it("finds its own chips again after a reload", async () => {
  const record = { bet_id: "b", round_id: "r1.1", status: "accepted", stakes: STAKES };
  const { store, snapshot } = setUp([record]);
  snapshot({ phase: "open", round_id: "r1.1" });
  await Promise.resolve();
  await Promise.resolve();
  expect(store.bets.get()).toMatchObject([{ betId: "b", status: "accepted", stakes: STAKES }]);
});

it("loses a bet by the result alone, as its game has it", async () => {
  const { store, answer, snapshot, tableSays } = setUp();
  snapshot({ game_id: "roulette-european", phase: "open", round_id: "r1.1" });
  const placed = store.placeBet("r1.1", STAKES);
  answer(accepted);
  await placed;
  tableSays("round.result", { round_id: "r1.1", outcome: { pocket: 2, colour: "black" } });
  expect(store.bets.get()[0]).toMatchObject({ status: "lost", payout: 0 });
});

it("keeps what a bet was cashed out for, whatever the round comes to", async () => {
  const { store, answer, snapshot, tableSays, balances } = setUp();
  snapshot({ game_id: "crash", phase: "open", round_id: "r1.1" });
  const placed = store.placeBet("r1.1", [{ type: "crash", amount: 100 }]);
  answer(accepted);
  await placed;
  const out = store.cashOut(store.bets.get()[0]!);
  answer({ payout: 231, multiplier: 231, balance: { available: 1_131, version: 3 } });
  await out;
  tableSays("round.result", { round_id: "r1.1", outcome: { multiplier: 240 } });
  expect(store.bets.get()[0]).toMatchObject({ status: "won", payout: 231, cashedOutAt: 231 });
  expect(balances).toEqual([900, 1_131]);
});

it("takes a bet for lost that was too late to be cashed out", async () => {
  const { store, answer, refuse, snapshot, tableSays } = setUp();
  snapshot({ game_id: "crash", phase: "open", round_id: "r1.1" });
  const placed = store.placeBet("r1.1", [{ type: "crash", amount: 100 }]);
  answer(accepted);
  await placed;
  const out = store.cashOut(store.bets.get()[0]!);
  refuse(new RequestRefused("cash_out_closed", "", false, undefined));
  await expect(out).rejects.toThrow(RequestRefused);
  tableSays("round.result", { round_id: "r1.1", outcome: { multiplier: 104 } });
  expect(store.bets.get()[0]).toMatchObject({ status: "lost", payout: 0 });
});

it("hears what is said at the table", () => {
  const { store, snapshot, tableSays } = setUp();
  snapshot({ phase: "open" });
  tableSays("chat.message", { message_id: "m", player_name: "Ben", text: "Hello", at: "" });
  expect(store.chat.get()).toMatchObject([{ player_name: "Ben", text: "Hello" }]);
});
