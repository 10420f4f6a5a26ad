import { createHash, createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { drawWord, sha256Hex, verifyRound } from "../src/fairness/verifyRound";

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

describe("verifying a round", () => {
  it("finds the outcome that the seed dictates", async () => {
    for (let nonce = 0; nonce < 100; nonce += 1) {
      const expected = drawWithNode(seed, "roulette-eu-1", nonce, 37);
      expect(await drawWord(seed, "roulette-eu-1", nonce, 37)).toBe(expected);
    }
  });

  it("skips words that would bias the draw, into the next block if need be", async () => {
    // Just above half of 2^32, so that every second word is skipped.
    const n = 2 ** 31 + 1;
    for (let nonce = 0; nonce < 600; nonce += 1) {
      expect(await drawWord(seed, "t", nonce, n)).toBe(drawWithNode(seed, "t", nonce, n));
    }
  });

  it("hashes the seed's text, not its bytes", async () => {
    expect(await sha256Hex("abc")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });

  it("tells a kept promise from a broken one", async () => {
    const fairness = {
      scheme: "hmac-sha256-words-v1",
      commitment: await sha256Hex(seed),
      client_seed: "roulette-eu-1",
      nonce: 7,
      server_seed: seed,
    };
    const pocket = drawWithNode(seed, "roulette-eu-1", 7, 37);
    expect(await verifyRound(fairness, pocket, 37)).toEqual({
      isCommitmentKept: true,
      drawn: pocket,
      isOutcomeRight: true,
    });
    const other = { ...fairness, server_seed: seed.replace(/^./, "x") };
    expect((await verifyRound(other, pocket, 37)).isCommitmentKept).toBe(false);
    expect((await verifyRound(fairness, (pocket + 1) % 37, 37)).isOutcomeRight).toBe(false);
  });
});
