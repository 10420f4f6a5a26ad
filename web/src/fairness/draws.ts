const encoder = new TextEncoder();

/** Values a 32-bit word can take. */
const WORDS = 2 ** 32;
/** More blocks than any round could honestly need; a shoe takes about fifty. */
const MAX_BLOCKS = 10_000;

/**
 * The outcomes that two seeds and a nonce stand for, drawn one after another.
 *
 * HMAC-SHA-256 keyed with the server seed's hex text, of "client_seed:nonce:counter" for counter
 * 0, 1, …, each block read as eight big-endian 32-bit words.
 */
export class Draws {
  private key: Promise<CryptoKey> | null = null;
  private words: number[] = [];
  private counter = 0;

  constructor(
    private readonly serverSeed: string,
    private readonly clientSeed: string,
    private readonly nonce: number | bigint,
  ) {}

  /**
   * What decides the fractions of the payouts of a live round's bets, as 64 hex digits.
   *
   * It shows nothing of the server seed, so a shoe's rounds show theirs while the shoe lasts.
   */
  async roundingSeed(number: number): Promise<string> {
    const block = await this.hmac(`${this.clientSeed}:${this.nonce}:rounding:${number}`);
    const bytes = [...new Uint8Array(block)];
    return bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  /**
   * One of 0 … n − 1, each equally likely.
   *
   * Words from ⌊2³²/n⌋·n up are skipped: they would make the low outcomes likelier.
   */
  async draw(n: number): Promise<number> {
    const limit = Math.floor(WORDS / n) * n;
    for (;;) {
      const word = await this.nextWord();
      if (word < limit) return word % n;
    }
  }

  /** Fisher–Yates from the last place down: each swaps with one of the places up to itself. */
  async shuffle<Item>(items: readonly Item[]): Promise<Item[]> {
    const shuffled = [...items];
    for (let place = shuffled.length - 1; place > 0; place -= 1) {
      const other = await this.draw(place + 1);
      [shuffled[place], shuffled[other]] = [shuffled[other]!, shuffled[place]!];
    }
    return shuffled;
  }

  private async nextWord(): Promise<number> {
    if (this.words.length === 0) this.words = await this.nextBlock();
    return this.words.shift()!;
  }

  private async nextBlock(): Promise<number[]> {
    if (this.counter >= MAX_BLOCKS) throw new Error("no usable word in the stream");
    const bytes = await this.hmac(`${this.clientSeed}:${this.nonce}:${this.counter}`);
    this.counter += 1;
    const block = new DataView(bytes);
    return Array.from({ length: block.byteLength / 4 }, (_, at) => block.getUint32(4 * at, false));
  }

  private async hmac(message: string): Promise<ArrayBuffer> {
    this.key ??= crypto.subtle.importKey(
      "raw",
      encoder.encode(this.serverSeed),
      { name: "HMAC", hash: "SHA-256" },
      false,
      ["sign"],
    );
    return crypto.subtle.sign("HMAC", await this.key, encoder.encode(message));
  }
}
