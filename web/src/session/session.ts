import { describeError } from "../shared/errorMessages";
import { ApiError, isFinal } from "../shared/http/problem";
import { HttpClient, type Credentials } from "../shared/http/httpClient";
import { Store } from "../shared/store";
import type { Region } from "./regions";
import type { TokenVault } from "./tokenVault";
import type { Profile, Registration, SecondFactor, SessionState } from "./types";

/** Renew this long before the token ends, so that no request is sent with a dying one. */
const RENEW_AHEAD_MS = 60_000;

interface LoginAnswer {
  access_token?: string;
  refresh_token?: string;
  expires_in?: number;
  challenge?: string;
  session?: string;
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
    vault.listen({
      // Without an answer this tab stays as it is; its next request will tell.
      onTokens: () => void this.loadProfile().catch(() => undefined),
      onSignedOut: (notice) =>
        this.state.set({
          kind: "signed_out",
          notice: notice ?? "You have signed out in another tab.",
        }),
    });
  }

  /** Picks up the session of before a reload, or of another tab, if it still holds. */
  async restore(): Promise<void> {
    await this.vault.borrow();
    if (this.vault.get() === null) {
      this.state.set({ kind: "signed_out", notice: this.vault.farewell() });
      return;
    }
    try {
      await this.loadProfile();
    } catch (error) {
      if (!isFinal(error)) throw error;
      this.forget(describeError(error));
    }
  }

  /** From where, and in what, somebody may register. */
  async regions(): Promise<readonly Region[]> {
    const page = await this.http.get<{ items: readonly Region[] }>("/v1/countries", {
      anonymous: true,
    });
    return page.items;
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

  /** Resolves with null, or with what is still to be answered by a code of the authenticator. */
  async signIn(email: string, password: string): Promise<SecondFactor | null> {
    const answer = await this.http.post<LoginAnswer>("/v1/auth/login", {
      body: { email, password },
      anonymous: true,
    });
    if (answer.challenge !== undefined && answer.session !== undefined) {
      return { session: answer.session };
    }
    await this.begin(answer);
    return null;
  }

  async answerSecondFactor({ session }: SecondFactor, code: string): Promise<void> {
    const body = { session, code };
    await this.begin(await this.http.post<LoginAnswer>("/v1/auth/mfa", { body, anonymous: true }));
  }

  /** Has a code sent to the address, if it is somebody's; nobody is told whether it is. */
  async requestReset(email: string): Promise<void> {
    await this.http.post("/v1/auth/password/forgot", { body: { email }, anonymous: true });
  }

  async resetPassword(email: string, code: string, password: string): Promise<void> {
    const body = { email, code, password };
    await this.http.post("/v1/auth/password/reset", { body, anonymous: true });
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
    // What was found out first is nearest to the cause.
    if (this.state.get().kind === "signed_out" && this.vault.get() === null) return;
    this.vault.clear(notice);
    this.state.set({ kind: "signed_out", notice });
  }

  end(refusal: ApiError): void {
    this.forget(describeError(refusal));
  }

  async accessToken(): Promise<string | null> {
    const tokens = this.vault.get();
    if (tokens === null) return null;
    if (Date.now() < tokens.expiresAt - RENEW_AHEAD_MS) return tokens.accessToken;
    // If nobody answers, the token that is dying may still be good for this request.
    return (await this.renew().catch(() => null)) ?? tokens.accessToken;
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
      // Signed out meanwhile, here or in another tab: what was asked for before must not undo it.
      if (this.vault.get()?.refreshToken !== tokens.refreshToken) return null;
      this.keep({ refresh_token: tokens.refreshToken, ...dropEmpty(answer) });
      return this.vault.get()?.accessToken ?? null;
    } catch (error) {
      if (!isFinal(error)) throw error;
      this.forget("Your session has ended. Please sign in again.");
      return null;
    }
  }

  private async begin(answer: LoginAnswer): Promise<void> {
    this.keep(answer);
    try {
      await this.loadProfile();
    } catch (error) {
      // Tokens that lead to no player are of no use to this tab, nor to others.
      if (isFinal(error)) this.vault.clear(null);
      throw error;
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
    const known = this.state.get();
    const isSame = known.kind === "signed_in" && known.profile.player_id === profile.player_id;
    if (!isSame) this.state.set({ kind: "signed_in", profile });
  }
}

/** A refresh may answer without a new refresh token; null there must not erase the old one. */
function dropEmpty(answer: LoginAnswer): LoginAnswer {
  return Object.fromEntries(
    Object.entries(answer).filter(([, value]) => value !== null && value !== undefined),
  );
}
