import { ApiError } from "../shared/http/problem";
import { HttpClient, type Credentials } from "../shared/http/httpClient";
import { Store } from "../shared/store";
import type { TokenVault } from "./tokenVault";
import type { Profile, Registration, SessionState } from "./types";

/** Renew this long before the token ends, so that no request is sent with a dying one. */
const RENEW_AHEAD_MS = 60_000;

interface LoginAnswer {
  access_token?: string;
  refresh_token?: string;
  expires_in?: number;
  challenge?: string;
}

/** Who is signed in, and the tokens that prove it. */
export class Session implements Credentials {
  readonly state = new Store<SessionState>({ kind: "restoring" });
  /** One renewal at a time: requests that fail together share it. */
  private renewal: Promise<string | null> | null = null;
  private readonly http: HttpClient;

  constructor(
    baseUrl: string,
    private readonly vault: TokenVault,
  ) {
    this.http = new HttpClient(baseUrl, this);
  }

  /** Picks up the session of before a reload, if it still holds. */
  async restore(): Promise<void> {
    if (this.vault.get() === null) {
      this.state.set({ kind: "signed_out", notice: null });
      return;
    }
    try {
      await this.loadProfile();
    } catch (error) {
      if (error instanceof ApiError && error.code === "network_error") throw error;
      this.forget(null);
    }
  }

  /** Resolves with the account's status: `active`, or `pending_confirmation` of the address. */
  async register(registration: Registration): Promise<string> {
    const answer = await this.http.post<{ status: string }>("/v1/auth/register", {
      body: registration,
      anonymous: true,
    });
    return answer.status;
  }

  async confirm(email: string, code: string): Promise<void> {
    await this.http.post("/v1/auth/confirm", { body: { email, code }, anonymous: true });
  }

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.http.post<LoginAnswer>("/v1/auth/login", {
      body: { email, password },
      anonymous: true,
    });
    if (answer.challenge !== undefined) {
      throw new ApiError(
        "mfa_required",
        403,
        "This account asks for an authenticator code, which this page can't take yet.",
      );
    }
    this.keep(answer);
    await this.loadProfile();
  }

  async signOut(): Promise<void> {
    const tokens = this.vault.get();
    if (tokens !== null) {
      const body = { refresh_token: tokens.refreshToken };
      // Whatever the server says, this page forgets the tokens.
      await this.http.post("/v1/auth/logout", { body }).catch(() => undefined);
    }
    this.forget(null);
  }

  /** Drops the tokens and goes back to the sign-in form, saying why. */
  forget(notice: string | null): void {
    this.vault.clear();
    this.state.set({ kind: "signed_out", notice });
  }

  async accessToken(): Promise<string | null> {
    const tokens = this.vault.get();
    if (tokens === null) return null;
    if (Date.now() < tokens.expiresAt - RENEW_AHEAD_MS) return tokens.accessToken;
    return (await this.renew()) ?? tokens.accessToken;
  }

  renew(): Promise<string | null> {
    this.renewal ??= this.renewOnce().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async renewOnce(): Promise<string | null> {
    const tokens = this.vault.get();
    if (tokens === null) return null;
    try {
      const answer = await this.http.post<LoginAnswer>("/v1/auth/refresh", {
        body: { refresh_token: tokens.refreshToken },
        anonymous: true,
      });
      this.keep({ refresh_token: tokens.refreshToken, ...dropEmpty(answer) });
      return this.vault.get()?.accessToken ?? null;
    } catch (error) {
      const isRefused = error instanceof ApiError && error.status >= 400 && error.status < 500;
      if (isRefused) this.forget("Your session has ended. Please sign in again.");
      return null;
    }
  }

  private keep(answer: LoginAnswer): void {
    if (!answer.access_token || !answer.refresh_token) {
      throw new ApiError("http_502", 502, "");
    }
    this.vault.put({
      accessToken: answer.access_token,
      refreshToken: answer.refresh_token,
      expiresAt: Date.now() + (answer.expires_in ?? 300) * 1_000,
    });
  }

  private async loadProfile(): Promise<void> {
    const profile = await this.http.get<Profile>("/v1/me");
    this.state.set({ kind: "signed_in", profile });
  }
}

/** A refresh may answer without a new refresh token; null there must not erase the old one. */
function dropEmpty(answer: LoginAnswer): LoginAnswer {
  return Object.fromEntries(
    Object.entries(answer).filter(([, value]) => value !== null && value !== undefined),
  );
}
