import { describe, expect, it } from "vitest";
import { PendingRoundVault } from "../src/instant/pendingRound";
import { RoundDesk, type DeskState } from "../src/instant/roundDesk";
import type { PlayedRound, WantedRound } from "../src/instant/types";
import { ApiError } from "../src/shared/http/problem";

const WANTED: WantedRound = { stake: 100, choice: { target: 200 } };
const ROUND = { round_id: "rnd_1", stake: 100, payout: 0 } as PlayedRound;
const LOST = new ApiError("network_error", 0, "");

/** A desk whose requests are answered one by one, as handed in. */
function deskOf(answers: readonly (PlayedRound | ApiError)[], stored = new Map<string, string>()) {
  const storage = {
    getItem: (name: string) => stored.get(name) ?? null,
    setItem: (name: string, value: string) => void stored.set(name, value),
    removeItem: (name: string) => void stored.delete(name),
  };
  const asked: { wanted: WantedRound; key: string }[] = [];
  const slept: number[] = [];
  const played: PlayedRound[] = [];
  const states: DeskState[] = [];
  let keys = 0;
  const desk = new RoundDesk({
    ask: async (wanted, key) => {
      const answer = answers[asked.length];
      asked.push({ wanted, key });
      if (answer === undefined) throw LOST;
      if (answer instanceof ApiError) throw answer;
      return answer;
    },
    vault: new PendingRoundVault(storage, "ply_1", "limbo"),
    onPlayed: (round) => void played.push(round),
    newKey: () => `key-${(keys += 1)}`,
    sleep: async (ms) => void slept.push(ms),
  });
  desk.state.subscribe(() => void states.push(desk.state.get()));
  return { desk, asked, slept, played, states, stored };
}

describe("a round that is asked for", () => {
  it("is played once and forgotten", async () => {
    const { desk, asked, played, stored } = deskOf([ROUND]);
    await desk.play(WANTED);
    expect(asked).toEqual([{ wanted: WANTED, key: "key-1" }]);
    expect(played).toEqual([ROUND]);
    expect(desk.state.get()).toEqual({ kind: "ready", error: null });
    expect(stored.size).toBe(0);
  });

  it("keeps its key while its answer is lost on the way", async () => {
    const { desk, asked, played, states } = deskOf([LOST, LOST, ROUND]);
    await desk.play(WANTED);
    expect(asked.map(({ key }) => key)).toEqual(["key-1", "key-1", "key-1"]);
    expect(played).toEqual([ROUND]);
    expect(states).toContainEqual({ kind: "asking", wanted: WANTED, isWaiting: true });
  });

  it("is held when no answer comes, and no other is played before it is known", async () => {
    const { desk, asked, played } = deskOf([LOST, LOST, LOST, LOST, ROUND]);
    await desk.play(WANTED);
    expect(desk.state.get()).toEqual({ kind: "unanswered", wanted: WANTED, error: LOST });
    await desk.play({ stake: 5_000, choice: null });
    expect(asked).toHaveLength(4);
    await desk.resume();
    expect(asked[4]).toEqual({ wanted: WANTED, key: "key-1" });
    expect(played).toEqual([ROUND]);
  });

  it("is asked for again after a reload, under its first key", async () => {
    const before = deskOf([]);
    await before.desk.play(WANTED);
    const after = deskOf([ROUND], before.stored);
    await after.desk.resume();
    expect(after.asked).toEqual([{ wanted: WANTED, key: "key-1" }]);
    expect(after.played).toEqual([ROUND]);
  });

  it("is given up when it is refused, and the next one has a key of its own", async () => {
    const refused = new ApiError("insufficient_funds", 422, "");
    const { desk, asked, stored } = deskOf([refused, ROUND]);
    await desk.play(WANTED);
    expect(desk.state.get()).toEqual({ kind: "ready", error: refused });
    expect(stored.size).toBe(0);
    await desk.play(WANTED);
    expect(asked.map(({ key }) => key)).toEqual(["key-1", "key-2"]);
  });

  it("waits as long as the server asks when the last round isn't over", async () => {
    const early = new ApiError("game_cycle", 429, "", [], null, 5);
    const { desk, slept, played } = deskOf([early, ROUND]);
    await desk.play(WANTED);
    expect(slept).toEqual([5_000]);
    expect(played).toEqual([ROUND]);
  });

  it("does not forget the next round, which another page has begun meanwhile", async () => {
    const { desk, stored } = deskOf([LOST, ROUND]);
    const playing = desk.play(WANTED);
    const [name] = stored.keys();
    const next = JSON.stringify({ key: "another page's", wanted: WANTED });
    stored.set(name!, next);
    await playing;
    expect(stored.get(name!)).toBe(next);
  });

  it("is one round on a double click", async () => {
    const { desk, asked } = deskOf([ROUND]);
    await Promise.all([desk.play(WANTED), desk.play(WANTED)]);
    expect(asked).toHaveLength(1);
  });
});

it("a pending round that can't be read is none", () => {
  const storage = { getItem: () => "{", setItem: () => undefined, removeItem: () => undefined };
  expect(new PendingRoundVault(storage, "ply_1", "dice").get()).toBeNull();
});
