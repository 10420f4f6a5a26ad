import { fullJitter, RETRY_BACKOFF } from "./backoff.js";
import type { ProblemCode } from "./generated/problems.js";
import { RestApi, type RestRequest } from "./generated/restApi.js";
import { ticketsFrom, type FetchTicket } from "./ticket.js";

/** What proves who the player is; `refresh_token` gets the next access token. */
export interface SessionTokens {
  readonly access_token: string;
  readonly refresh_token?: string | null;
}

export interface RestOptions {
  /** The platform's REST address, without a trailing slash. */
  readonly restUrl: string;
  /** Of a session that was begun before. */
  readonly tokens?: SessionTokens;
  /** Hears of every change of the tokens, so that they can be kept. */
  readonly onTokens?: (tokens: SessionTokens) => void;
  readonly fetch?: typeof globalThis.fetch;
  /** How long to wait for one answer. */
  readonly timeoutMs?: number;
  /** How often a request is repeated at most. */
  readonly repetitions?: number;
}

/** The API answered with a problem (RFC 9457). */
export class RestError extends Error {
  override name = "RestError";

  constructor(
    readonly status: number,
    /** Stable; `unknown` where something in between has answered. */
    readonly code: ProblemCode | (string & {}),
    readonly detail: string,
    /** All of it. */
    readonly problem: Readonly<Record<string, unknown>>,
  ) {
    super(`${status} ${code}: ${detail}`);
  }

  /** Whether it is this problem; the codes are checked by the compiler. */
  is(code: ProblemCode): boolean {
    return this.code === code;
  }
}

/** The password is right, and the account asks for a code of its authenticator app too. */
export class SecondFactorNeeded extends Error {
  override name = "SecondFactorNeeded";

  constructor(readonly session: string) {
    super("answer with RestClient.answerSecondFactor");
  }
}

const MAY_PASS: readonly number[] = [502, 503, 504];
/** Who is told to stay away for longer is better told so than kept waiting. */
const LONGEST_WAIT_MS = 20_000;

/**
 * The platform's REST API, for one player: every request has a method, under the name that the
 * API's description gives it.
 *
 * What may safely be repeated is, where no answer came or the platform was too busy: reading, what
 * was refused before it began, and what moves money, which keeps its idempotency key. An access
 * token that is refused is renewed once, whatever it was for.
 */
export class RestClient extends RestApi {
  private tokens: SessionTokens | null;
  private renewal: Promise<boolean> | null = null;

  constructor(private readonly options: RestOptions) {
    super();
    this.tokens = options.tokens ?? null;
  }

  /** Fetches tickets for `RealtimeClient`, as this player. */
  get fetchTicket(): FetchTicket {
    const { restUrl, fetch } = this.options;
    return ticketsFrom({
      restUrl,
      accessToken: async (mustRenew) => {
        const used = this.tokens?.access_token ?? null;
        if (mustRenew && !(await this.renew(used))) return null;
        return this.tokens?.access_token ?? null;
      },
      ...(fetch === undefined ? {} : { fetch }),
    });
  }

  /** Signs in. Rejects with `SecondFactorNeeded` where a code is asked for as well. */
  async login(email: string, password: string): Promise<void> {
    const answer = await this.logIn({ email, password });
    if ("challenge" in answer) throw new SecondFactorNeeded(answer.session);
    this.signIn(answer);
  }

  /** Finishes a sign-in with a code of the authenticator app. */
  async answerSecondFactor(session: string, code: string): Promise<void> {
    this.signIn(await this.answerChallenge({ session, code }));
  }

  /** Uses tokens that were got in another way. */
  signIn({ access_token, refresh_token = null }: SessionTokens): void {
    this.tokens = { access_token, refresh_token };
    this.options.onTokens?.(this.tokens);
  }

  protected async call<Answer>(request: RestRequest): Promise<Answer> {
    const { repetitions = 3 } = this.options;
    const isRepeatable = request.method === "GET" || request.idempotencyKey !== undefined;
    for (let attempt = 0; ; attempt += 1) {
      const isLast = attempt === repetitions;
      let waitMs = fullJitter(RETRY_BACKOFF, attempt, Math.random);
      let answer: Response | null = null;
      try {
        answer = await (request.isPublic ? this.exchange(request, null) : this.authorized(request));
      } catch (error) {
        if (isLast || !isRepeatable) throw error;
      }
      if (answer !== null) {
        waitMs = Math.max(waitMs, retryAfterMs(answer));
        const mayPass = answer.status === 429 || (isRepeatable && MAY_PASS.includes(answer.status));
        if (isLast || !mayPass || waitMs > LONGEST_WAIT_MS) return readAnswer<Answer>(answer);
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  /** One request as the player, and once more with a fresh token if it must be. */
  private async authorized(request: RestRequest): Promise<Response> {
    const used = this.tokens?.access_token ?? null;
    const answer = await this.exchange(request, used);
    if (answer.status !== 401 || !(await this.renew(used))) return answer;
    return this.exchange(request, this.tokens?.access_token ?? null);
  }

  private async exchange(request: RestRequest, token: string | null): Promise<Response> {
    const { restUrl, fetch = globalThis.fetch, timeoutMs = 30_000 } = this.options;
    const { method, path, query, body, idempotencyKey } = request;
    const headers: Record<string, string> = { Accept: "application/json" };
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    if (body !== undefined) headers["Content-Type"] = "application/json";
    if (idempotencyKey !== undefined) headers["Idempotency-Key"] = idempotencyKey;
    return fetch(restUrl + path + queryString(query), {
      method,
      headers,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Gets a fresh token in place of one that was refused, if that has not been done yet. */
  private async renew(refused: string | null): Promise<boolean> {
    if ((this.tokens?.access_token ?? null) !== refused) return true;
    // Requests that are refused together share one renewal.
    this.renewal ??= this.renewOnce().finally(() => {
      this.renewal = null;
    });
    return this.renewal;
  }

  private async renewOnce(): Promise<boolean> {
    const refresh_token = this.tokens?.refresh_token;
    if (!refresh_token) return false;
    const request = { method: "POST", path: "/v1/auth/refresh", body: { refresh_token } };
    const answer = await this.exchange(request, null);
    if (!answer.ok) return false;
    const fresh = (await answer.json()) as SessionTokens;
    this.signIn({ ...fresh, refresh_token: fresh.refresh_token ?? refresh_token });
    return true;
  }
}

async function readAnswer<Answer>(answer: Response): Promise<Answer> {
  if (answer.ok) return (answer.status === 204 ? undefined : await answer.json()) as Answer;
  const text = await answer.text();
  let problem: Record<string, unknown> = {};
  try {
    problem = Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    problem = { detail: text };
  }
  const { code = "unknown", detail = "" } = problem;
  throw new RestError(answer.status, String(code), String(detail), problem);
}

function retryAfterMs(answer: Response): number {
  const seconds = Number(answer.headers.get("Retry-After") ?? 0);
  return Number.isFinite(seconds) ? seconds * 1_000 : 0;
}

function queryString(query: RestRequest["query"]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined) parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
