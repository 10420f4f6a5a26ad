import type { Tokens } from "./types";

const KEY = "croupier.tokens";
const FAREWELL_KEY = "croupier.farewell";
const CHANNEL = "croupier.session";

/** Tabs on one device answer each other in a few milliseconds. */
const ANSWER_MS = 250;

/** What the site's open tabs tell each other. */
type TabMessage =
  | { readonly kind: "ask" }
  | { readonly kind: "tokens"; readonly tokens: Tokens }
  | { readonly kind: "signed_out"; readonly notice: string | null };

/** The part of a `BroadcastChannel` that is needed here. */
export interface TabChannel {
  postMessage(message: unknown): void;
  addEventListener(kind: "message", listener: (event: { readonly data: unknown }) => void): void;
}

export interface TabListener {
  /** Another tab has signed in, or has renewed the session's tokens. */
  onTokens(): void;
  /** Another tab has signed out, or has found that the session is over. */
  onSignedOut(notice: string | null): void;
}

/**
 * Keeps the tokens in this tab's `sessionStorage`, and hands them to the site's other open tabs.
 *
 * A reload and a new tab stay signed in; once the last tab is closed, nothing is left on the device.
 */
export class TokenVault {
  private tokens: Tokens | null;
  private listener: TabListener | null = null;
  private wasAnswered: (() => void) | null = null;

  constructor(
    private readonly storage: Storage,
    private readonly channel: TabChannel = new BroadcastChannel(CHANNEL),
  ) {
    this.tokens = read(storage);
    channel.addEventListener("message", ({ data }) => this.hear(data as TabMessage));
  }

  get(): Tokens | null {
    return this.tokens;
  }

  /** Why the last session of this tab ended, if that was not the player's own wish. */
  farewell(): string | null {
    return this.storage.getItem(FAREWELL_KEY);
  }

  put(tokens: Tokens): void {
    this.keep(tokens);
    this.tell({ kind: "tokens", tokens });
  }

  clear(notice: string | null): void {
    this.drop(notice);
    this.tell({ kind: "signed_out", notice });
  }

  /** Gets the tokens from another tab, if this one has none and there is one that has. */
  async borrow(): Promise<void> {
    if (this.tokens !== null) return;
    const answer = new Promise<void>((resolve) => {
      this.wasAnswered = resolve;
      setTimeout(resolve, ANSWER_MS);
    });
    this.tell({ kind: "ask" });
    await answer;
    this.wasAnswered = null;
  }

  listen(listener: TabListener): void {
    this.listener = listener;
  }

  private hear(message: TabMessage): void {
    switch (message.kind) {
      case "ask":
        if (this.tokens !== null) this.tell({ kind: "tokens", tokens: this.tokens });
        break;
      case "tokens":
        if (message.tokens.accessToken === this.tokens?.accessToken) break;
        this.keep(message.tokens);
        if (this.wasAnswered !== null) this.wasAnswered();
        else this.listener?.onTokens();
        break;
      case "signed_out":
        if (this.tokens === null) break;
        this.drop(message.notice);
        this.listener?.onSignedOut(message.notice);
        break;
    }
  }

  private tell(message: TabMessage): void {
    this.channel.postMessage(message);
  }

  private keep(tokens: Tokens): void {
    this.tokens = tokens;
    this.storage.setItem(KEY, JSON.stringify(tokens));
    this.storage.removeItem(FAREWELL_KEY);
  }

  private drop(notice: string | null): void {
    this.tokens = null;
    this.storage.removeItem(KEY);
    if (notice === null) this.storage.removeItem(FAREWELL_KEY);
    else this.storage.setItem(FAREWELL_KEY, notice);
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
