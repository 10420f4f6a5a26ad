import { describe, expect, it } from "vitest";
import published from "../../tests/unit/games/game_vectors.json";
import vectors from "../../tests/unit/games/fairness_vectors.json";
import { NotARound, parseRound, readRound } from "../src/fairness/round";
import { verify } from "../src/fairness/verify";
import recorded from "./rounds.json";

type Json = Record<string, unknown>;
const rounds = recorded as unknown as Json[];

const SEED_SCHEME = "hmac-sha256-words-v1";

async function verdictOf(round: unknown) {
  return (await verify(readRound(round))).verdict;
}

/** A copy of a round with one thing in it set to something else. */
function altered(round: Json, path: readonly (string | number)[], value: unknown): Json {
  const copy = structuredClone(round);
  let inner = copy as Record<string | number, unknown>;
  for (const name of path.slice(0, -1)) inner = inner[name] as typeof inner;
  inner[path.at(-1)!] = value;
  return copy;
}

/** Every place of a JSON value that holds a text, a number or a yes or no, and another value. */
function* alterations(
  value: unknown,
  path: (string | number)[] = [],
): Generator<[(string | number)[], unknown]> {
  if (Array.isArray(value)) {
    for (const [at, item] of value.entries()) yield* alterations(item, [...path, at]);
    if (value.length > 0) yield [path, value.slice(1)];
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) yield* alterations(item, [...path, name]);
  } else if (typeof value === "number") yield [path, value + 1];
  else if (typeof value === "boolean") yield [path, !value];
  else if (typeof value === "string") {
    yield [path, value.slice(0, -1) + (value.endsWith("0") ? "1" : "0")];
  }
}

describe("a round as the platform recalls it", () => {
  it.each(rounds.map((round) => [round.round_id, round]))("%s is verified", async (_, round) => {
    const { checks, verdict, drawn } = await verify(readRound(round));
    expect(checks.filter(({ state }) => state !== "passed")).toEqual([]);
    expect(verdict).toBe("verified");
    expect(drawn).toEqual((round as Json).outcome);
  });

  const { isSafeInteger } = Number; // Nonces beyond are published too; the next test is of them.
  const exact = published.filter(({ fairness }) => isSafeInteger(fairness.nonce));

  it.each(exact.map((round) => [round.game_id, round.fairness.nonce, round]))(
    "%s %i, which was published, is verified",
    async (_game, _nonce, round) => {
      expect(await verdictOf(round)).toBe("verified");
    },
  );

  it("is refused with a nonce that a browser's numbers can't hold", () => {
    const beyond = published.find(({ fairness }) => !isSafeInteger(fairness.nonce));
    expect(() => readRound(beyond)).toThrow(/nonce is too large/);
  });

  it.each(vectors.filter(({ nonce }) => isSafeInteger(nonce)))(
    "gives the published outcomes of $client_seed, nonce $nonce", async (vector) => {
    const { server_seed, client_seed, nonce, commitment } = vector;
    const fairness = { scheme: SEED_SCHEME, commitment, client_seed, nonce, server_seed };
    const drawn = async (game_id: string) =>
      (await verify(readRound({ game_id, fairness }))).drawn as Json;
    expect(await drawn("dice")).toEqual({ roll: vector.dice });
    expect(await drawn("limbo")).toEqual({ multiplier: vector.limbo });
    for (const machine of ["grand-harbour", "lucky-lemons"] as const) {
      const [first] = (await drawn(machine)).spins as { stops: number[] }[];
      expect(first?.stops).toEqual(vector[machine]);
    }
  });

  const oneOfEach = [...new Map(rounds.map((round) => [round.game_id, round])).values()];

  it.each(oneOfEach.map((round) => [round.game_id, round] as const))(
    "%s is not verified with anything of its seeds, link or outcome altered",
    async (_, round) => {
      for (const part of ["fairness", "link", "outcome"]) {
        for (const [path, value] of alterations(round[part], [part])) {
          if (path.join() === "link,length") continue; // Only the chain's end proves its length.
          const verdict = await verdictOf(altered(round, path, value));
          expect([path, value, verdict]).not.toContain("verified");
        }
      }
    },
  );

  it("is not verified without what its seed was made of", async () => {
    const mixed = rounds.filter(({ link }) => (link as Json | null)?.seed);
    expect(mixed.length).toBeGreaterThan(20);
    for (const round of [mixed[0]!, mixed.at(-1)!]) {
      for (const name of ["seed", "beacon"]) {
        expect(await verdictOf(altered(round, ["link", name], null))).toBe("broken");
      }
      const { seed: _seed, beacon: _beacon, ...place } = round.link as Json;
      expect(await verdictOf({ ...round, link: place })).toBe("broken");
      const named = altered(round, ["link", "beacon", "source"], "local:7");
      expect(await verdictOf(named)).toBe("broken");
    }
  });

  it("of blackjack is not verified with anything of its play altered", async () => {
    const played = rounds.filter(({ play }) => play !== null && play !== undefined).slice(0, 8);
    for (const round of played) {
      for (const [path, value] of alterations(round.play, ["play"])) {
        const verdict = await verdictOf(altered(round, path, value));
        expect([path, value, verdict]).not.toContain("verified");
      }
    }
  }, 60_000);

  it("is not verified with another stake, choice, payout or balance", async () => {
    const won = rounds.find(({ game_id, payout }) => game_id === "dice" && payout !== 0)!;
    for (const [path, value] of [
      [["stake"], 240],
      [["stake"], 0],
      [["choice"], null],
      [["choice", "chance"], 1],
      [["choice", "direction"], "sideways"],
      [["payout"], Number(won.payout) + 1],
      [["payout"], null],
      [["balance_before"], Number(won.balance_before) + 1],
      [["balance_after"], Number(won.balance_after) - 1],
    ] as const) {
      expect(await verdictOf(altered(won, path, value))).toBe("broken");
    }
  });

  it("is not verified under the number of another round or the name of another table", async () => {
    const round = rounds.find(({ game_id }) => game_id === "crash")!;
    expect(await verdictOf({ ...round, number: 2 })).toBe("broken");
    expect(await verdictOf({ ...round, table_id: "crash-2" })).toBe("broken");
  });
});

describe("a round as its table tells it", () => {
  const atTables = rounds.filter(({ table_id, outcome }) => table_id && outcome);

  it("needs no more than its seeds, its outcome and how it was played", async () => {
    expect(new Set(atTables.map(({ game_id }) => game_id)).size).toBeGreaterThanOrEqual(7);
    for (const { game_id, fairness, outcome, play } of atTables) {
      const { server_seed } = fairness as Json;
      const expected = server_seed === null ? "open" : "verified";
      expect(await verdictOf({ game_id, fairness, outcome, play: play ?? null })).toBe(expected);
    }
  });
});

describe("what can't be checked", () => {
  const round = rounds.find(({ game_id }) => game_id === "dice")!;
  const said = async (raw: unknown) => {
    const { verdict, checks } = await verify(readRound(raw));
    return [verdict, checks.filter(({ state }) => state === "unchecked").map((c) => c.sentence)];
  };

  it("is a round whose seed is still sealed", async () => {
    expect(await said(altered(round, ["fairness", "server_seed"], null))).toEqual([
      "open",
      [expect.stringContaining("Change your seeds to reveal it")],
    ]);
  });

  it("is a game or a version that the page doesn't know", async () => {
    expect(await said({ ...round, game_id: "keno" })).toEqual(["open", [expect.anything()]]);
    expect(await said({ ...round, game_id: "toString" })).toEqual(["open", [expect.anything()]]);
    expect(await said({ ...round, paytable: "2" })).toEqual(["open", [expect.anything()]]);
  });

  it("is a round of blackjack that nobody had bet on", async () => {
    const dealt = rounds.find(({ game_id }) => game_id === "blackjack")!;
    expect(await said({ ...dealt, outcome: null, play: null })).toEqual([
      "open",
      [expect.stringContaining("no card was dealt")],
    ]);
    expect(await verdictOf({ ...dealt, play: null })).toBe("broken");
  });

  it("is another scheme", async () => {
    expect((await said(altered(round, ["fairness", "scheme"], "v2")))[0]).toBe("open");
  });

  it("is a round without an outcome, whose drawn one is told", async () => {
    const { verdict, drawn } = await verify(readRound({ ...round, outcome: null }));
    expect(verdict).toBe("open");
    expect(drawn).toEqual(round.outcome);
  });

  const withoutSeeds = ['{"game_id": "dice"}', '{"game_id": "dice", "fairness": {}}'];

  it.each(["", "nothing", "[]", "17", "{}", ...withoutSeeds])(
    "is said of %j in plain words",
    (text) => {
      expect(() => parseRound(text)).toThrow(NotARound);
    },
  );
});
