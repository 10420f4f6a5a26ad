import type { FairnessView } from "@croupier/client";

const encoder = new TextEncoder();

/** Values a 32-bit word can take. */
const WORDS = 2 ** 32;
/** More blocks than any draw could honestly need. */
const MAX_BLOCKS = 1_000;

export interface Verdict {
  /** The revealed seed is the one that was promised before betting. */
  readonly isCommitmentKept: boolean;
  /** What the seed says the outcome had to be. */
  readonly drawn: number;
  readonly isOutcomeRight: boolean;
}

/**
 * Checks a finished round with nothing but the published rules and the browser's own crypto.
 *
 * @param pockets how many outcomes there are; 37 on the European wheel.
 */
export async function verifyRound(
  fairness: FairnessView,
  outcome: number,
  pockets: number,
): Promise<Verdict> {
  const { server_seed: seed, client_seed, nonce, commitment } = fairness;
  if (seed === null) throw new Error("the server seed has not been revealed yet");
  const isCommitmentKept = (await sha256Hex(seed)) === commitment.toLowerCase();
  const drawn = await drawWord(seed, client_seed, nonce, pockets);
  return { isCommitmentKept, drawn, isOutcomeRight: drawn === outcome };
}

/** The SHA-256 of a text's UTF-8 bytes, in lowercase hex. */
export async function sha256Hex(text: string): Promise<string> {
  return toHex(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
}

/**
 * The first unbiased draw below `n`.
 *
 * HMAC-SHA-256 keyed with the seed's hex text, of "client_seed:nonce:counter" for counter 0, 1, …,
 * read as big-endian 32-bit words. Words from ⌊2³²/n⌋·n up are skipped: they would make the
 * low outcomes likelier.
 */
export async function drawWord(
  serverSeed: string,
  clientSeed: string,
  nonce: number,
  n: number,
): Promise<number> {
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(serverSeed),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const limit = Math.floor(WORDS / n) * n;
  for (let counter = 0; counter < MAX_BLOCKS; counter += 1) {
    const message = encoder.encode(`${clientSeed}:${nonce}:${counter}`);
    const block = new DataView(await crypto.subtle.sign("HMAC", key, message));
    for (let offset = 0; offset < block.byteLength; offset += 4) {
      const word = block.getUint32(offset, false);
      if (word < limit) return word % n;
    }
  }
  throw new Error("no usable word in the stream");
}

function toHex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
