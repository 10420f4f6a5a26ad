import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import vectors from "../../tests/unit/games/fairness_vectors.json";
import { Draws } from "../src/fairness/draws";
import { hashedAgain, sha256Hex } from "../src/fairness/sha256";

/** The same rule written a second time, over another crypto library. */
function drawWithNode(serverSeed: string, clientSeed: string, nonce: number, n: number): number {
  const limit = Math.floor(2 ** 32 / n) * n;
  for (let counter = 0; ; counter += 1) {
    const block = createHmac("sha256", serverSeed).update(`${clientSeed}:${nonce}:${counter}`);
    const bytes = block.digest();
    for (let offset = 0; offset < 32; offset += 4) {
      const word = bytes.readUInt32BE(offset);
      if (word < limit) return word % n;
    }
  }
}

const seed = createHash("sha256").update("a seed").digest("hex");

describe("draws", () => {
  it.each(vectors)("are the published ones of $client_seed, nonce $nonce", async (vector) => {
    // JavaScript's numbers are exact below 2^53 only; one published nonce is 2^64.
    const nonce = Number.isSafeInteger(vector.nonce) ? vector.nonce : 2n ** 64n;
    const fresh = () => new Draws(vector.server_seed, vector.client_seed, nonce);
    for (const { outcomes, drawn } of vector.draws) {
      const draws = fresh();
      for (const expected of drawn) expect(await draws.draw(outcomes)).toBe(expected);
    }
    const places = Array.from({ length: 52 }, (_, place) => place);
    expect(await fresh().shuffle(places)).toEqual(vector.shuffle_of_52);
    expect(await sha256Hex(vector.server_seed)).toBe(vector.commitment);
  });

  it("are those of another crypto library", async () => {
    for (let nonce = 0; nonce < 100; nonce += 1) {
      const expected = drawWithNode(seed, "roulette-eu-1", nonce, 37);
      expect(await new Draws(seed, "roulette-eu-1", nonce).draw(37)).toBe(expected);
    }
  });

  it("skip words that would bias them, into the next block if need be", async () => {
    // Just above half of 2^32, so that every second word is skipped.
    const n = 2 ** 31 + 1;
    for (let nonce = 0; nonce < 600; nonce += 1) {
      expect(await new Draws(seed, "t", nonce).draw(n)).toBe(drawWithNode(seed, "t", nonce, n));
    }
  });
});

describe("a hash", () => {
  it("is of the text, not of the bytes it spells", async () => {
    expect(await sha256Hex("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("can be hashed again and again", async () => {
    expect(await hashedAgain("abc", 0)).toBe("abc");
    expect(await hashedAgain("abc", 2)).toBe(await sha256Hex(await sha256Hex("abc")));
  });
});
