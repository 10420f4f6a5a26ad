import type { HttpClient } from "../shared/http/httpClient";

/** Rounds as they are recalled: shared ones for everybody signed in, others for their player. */
export class RoundsApi {
  constructor(private readonly http: HttpClient) {}

  /** Whatever the platform says of a round; `readRound` reads it. */
  get(roundId: string): Promise<unknown> {
    return this.http.get(`/v1/rounds/${encodeURIComponent(roundId)}`);
  }
}
