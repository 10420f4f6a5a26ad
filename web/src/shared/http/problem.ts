/** An answer of `application/problem+json` (RFC 9457), or the lack of any answer. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    /** The stable machine name; `network_error` when there was no answer at all. */
    readonly code: string,
    readonly status: number,
    readonly detail: string,
    readonly fields: readonly FieldProblem[] = [],
    readonly requestId: string | null = null,
    /** How long to wait before asking again, where the server said so. */
    readonly retryAfterSeconds: number | null = null,
    /** What else the code comes with, such as how much a limit leaves. */
    readonly details: unknown = undefined,
  ) {
    super(detail || code);
  }
}

/** Whether the answer settles the matter; otherwise the same request may still succeed. */
export function isFinal(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429
  );
}

export interface FieldProblem {
  /** JSON pointer into the body that was sent, e.g. `/date_of_birth`. */
  readonly pointer: string;
  readonly detail: string;
}

export async function readProblem(response: Response): Promise<ApiError> {
  let body: Record<string, unknown> = {};
  try {
    body = (await response.json()) as Record<string, unknown>;
  } catch {
    // A gateway in between may answer with a page of its own; the status still says enough.
  }
  return new ApiError(
    typeof body.code === "string" ? body.code : `http_${response.status}`,
    response.status,
    typeof body.detail === "string" ? body.detail : "",
    Array.isArray(body.errors) ? (body.errors as FieldProblem[]) : [],
    typeof body.request_id === "string" ? body.request_id : null,
    Number(response.headers.get("Retry-After")) || null,
    body.details,
  );
}
