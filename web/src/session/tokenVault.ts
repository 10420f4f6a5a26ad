import type { Tokens } from "./types";

const KEY = "croupier.tokens";

/** Keeps the tokens in memory, and in sessionStorage so that a reload stays signed in. */
export class TokenVault {
  private tokens: Tokens | null;

  constructor(private readonly storage: Storage) {
    this.tokens = read(storage);
  }

  get(): Tokens | null {
    return this.tokens;
  }

  put(tokens: Tokens): void {
    this.tokens = tokens;
    this.storage.setItem(KEY, JSON.stringify(tokens));
  }

  clear(): void {
    this.tokens = null;
    this.storage.removeItem(KEY);
  }
}

function read(storage: Storage): Tokens | null {
  try {
    const tokens = JSON.parse(storage.getItem(KEY) ?? "null") as Partial<Tokens> | null;
    return typeof tokens?.accessToken === "string" &&
      typeof tokens.refreshToken === "string" &&
      typeof tokens.expiresAt === "number"
      ? (tokens as Tokens)
      : null;
  } catch {
    return null;
  }
}
