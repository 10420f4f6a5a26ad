import { ApiError, readProblem } from "./problem";

/** Supplies the bearer token of whoever is signed in. */
export interface Credentials {
  accessToken(): Promise<string | null>;
  /** Called after a 401; resolves with a fresh token, or null when signing in is due again. */
  renew(): Promise<string | null>;
  /** Called when even a fresh token was refused: the session is over, and this says why. */
  end(refusal: ApiError): void;
}

export interface RequestOptions {
  readonly body?: unknown;
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
  readonly idempotencyKey?: string;
  /** For what is open to everybody, and for signing in itself. */
  readonly anonymous?: boolean;
}

const ANSWER_TIMEOUT_MS = 20_000;

/** JSON over HTTPS to the platform's REST API. */
export class HttpClient {
  private readonly refusalListeners = new Set<(refusal: ApiError) => void>();

  constructor(
    private readonly baseUrl: string,
    private readonly credentials: Credentials,
  ) {}

  /** Hears of every answer that is an error, beside whoever asked. */
  onRefused(listener: (refusal: ApiError) => void): () => void {
    this.refusalListeners.add(listener);
    return () => this.refusalListeners.delete(listener);
  }

  get<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send<Answer>("GET", path, options);
  }

  post<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
    return this.send<Answer>("POST", path, options);
  }

  private async send<Answer>(
    method: string,
    path: string,
    options: RequestOptions,
  ): Promise<Answer> {
    const token = options.anonymous ? null : await this.credentials.accessToken();
    let response = await this.exchange(method, path, options, token);
    if (response.status === 401 && token !== null) {
      const renewed = await this.credentials.renew();
      if (renewed !== null) response = await this.exchange(method, path, options, renewed);
    }
    if (!response.ok) {
      const problem = await readProblem(response);
      if (response.status === 401 && token !== null) this.credentials.end(problem);
      for (const listener of this.refusalListeners) listener(problem);
      throw problem;
    }
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }

  private async exchange(
    method: string,
    path: string,
    options: RequestOptions,
    token: string | null,
  ): Promise<Response> {
    const headers: Record<string, string> = { Accept: "application/json" };
    if (token !== null) headers.Authorization = `Bearer ${token}`;
    if (options.body !== undefined) headers["Content-Type"] = "application/json";
    if (options.idempotencyKey) headers["Idempotency-Key"] = options.idempotencyKey;
    try {
      return await fetch(this.baseUrl + path + queryString(options.query), {
        method,
        headers,
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
        ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
      });
    } catch {
      throw new ApiError("network_error", 0, "");
    }
  }
}

function queryString(query: RequestOptions["query"]): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== "") parameters.set(name, String(value));
  }
  const text = parameters.toString();
  return text === "" ? "" : `?${text}`;
}
