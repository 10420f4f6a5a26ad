import type { HttpClient } from "../shared/http/httpClient";
import type { Page } from "../wallet/walletApi";
import type {
  GameInfo,
  PastRound,
  PlayedRound,
  RotatedSeeds,
  Seeds,
  WantedRound,
} from "./types";

const MOST_BETS = 50;

/** The catalogue, and the games that one player plays alone. */
export class GamesApi {
  constructor(private readonly http: HttpClient) {}

  async instant(): Promise<readonly GameInfo[]> {
    const page = await this.http.get<Page<GameInfo>>("/v1/games", { anonymous: true });
    return page.items.filter((game) => game.kind === "instant");
  }

  get(gameId: string): Promise<GameInfo> {
    return this.http.get(`/v1/games/${encodeURIComponent(gameId)}`, { anonymous: true });
  }

  /** The same key and round again is answered as it was the first time, whenever that is. */
  play(gameId: string, wanted: WantedRound, idempotencyKey: string): Promise<PlayedRound> {
    const { stake, choice } = wanted;
    return this.http.post(`/v1/games/${encodeURIComponent(gameId)}/rounds`, {
      body: choice === null ? { stake } : { stake, choice },
      idempotencyKey,
    });
  }

  /** The last rounds of a game among the player's last bets, newest first. */
  async lastRounds(gameId: string): Promise<readonly PastRound[]> {
    const page = await this.http.get<Page<PastRound>>("/v1/bets", { query: { limit: MOST_BETS } });
    return page.items.filter((bet) => bet.game_id === gameId);
  }

  seeds(): Promise<Seeds> {
    return this.http.get("/v1/me/seeds");
  }

  /** Reveals the seed in use and goes on with the next one. */
  rotateSeeds(clientSeed: string | null): Promise<RotatedSeeds> {
    const body = clientSeed === null ? {} : { client_seed: clientSeed };
    return this.http.post("/v1/me/seeds/rotate", { body });
  }
}
