import type { Config } from "../config/config";
import { GamesApi } from "../instant/gamesApi";
import { TablesApi } from "../lobby/tablesApi";
import { PaymentsApi } from "../payments/paymentsApi";
import { HttpClient } from "../shared/http/httpClient";
import { Session } from "../session/session";
import { TokenVault } from "../session/tokenVault";
import type { Profile } from "../session/types";
import { RoundsApi } from "../verify/roundsApi";
import { WalletApi } from "../wallet/walletApi";
import { WalletStore } from "../wallet/walletStore";
import { PlayerLine } from "./playerLine";

/** What the page needs before anybody has signed in. */
export interface Services {
  readonly config: Config;
  readonly session: Session;
  readonly http: HttpClient;
  readonly tables: TablesApi;
  readonly games: GamesApi;
}

/** What one signed-in player's page is made of; ended when they sign out. */
export interface PlayerServices extends Services {
  readonly profile: Profile;
  readonly walletApi: WalletApi;
  readonly wallet: WalletStore;
  readonly payments: PaymentsApi;
  readonly rounds: RoundsApi;
  readonly line: PlayerLine;
}

/** The only wiring: everything else gets what it needs handed in. */
export function createServices(config: Config): Services {
  const session = new Session(config.restUrl, new TokenVault(sessionStorage));
  const http = new HttpClient(config.restUrl, session);
  return { config, session, http, tables: new TablesApi(http), games: new GamesApi(http) };
}

export function createPlayerServices(services: Services, profile: Profile): PlayerServices {
  const { http, config, session } = services;
  const walletApi = new WalletApi(http);
  const wallet = new WalletStore(walletApi, profile.currency);
  const line = new PlayerLine(http, config.websocketUrl, wallet, session, profile.restriction);
  return {
    ...services,
    profile,
    walletApi,
    wallet,
    payments: new PaymentsApi(http),
    rounds: new RoundsApi(http),
    line,
  };
}
