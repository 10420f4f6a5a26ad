// Written by `make api` from docs/api. Change the models instead.
import type {
  AnswerChallenge,
  BetAccepted,
  BetOnRound,
  BetPage,
  BetView,
  Challenge,
  ChangePassword,
  ChangeProfile,
  ConfirmAddress,
  Countries,
  DepositRequest,
  DepositView,
  EntryType,
  ExcludeSelf,
  ForgotPassword,
  GameDetails,
  GamePage,
  GameView,
  InstantRoundView,
  KeptAway,
  LogIn,
  PlayRound,
  PlayerLimitView,
  PlayerLimitsView,
  ProfileView,
  Refresh,
  Register,
  Registered,
  Reinstated,
  ResetPassword,
  RotateSeeds,
  RoundPlayed,
  RoundView,
  SeedsRotated,
  SeedsView,
  SetLimit,
  TablePage,
  TableView,
  TakeTimeOut,
  TicketView,
  Tokens,
  TotalsView,
  TransactionPage,
  TransactionView,
  WalletView,
  WithdrawalRequest,
  WithdrawalView,
} from "./messages.js";

/** A request, as `RestClient` makes it. */
export interface RestRequest {
  readonly method: string;
  /** With its parameters in it, below the platform's REST address. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | null | undefined>>;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** Answered without an access token. */
  readonly isPublic?: true;
}

/** The key names an attempt: repeated with it, a request has one effect and one answer. */
export interface Keyed {
  /** Made by the client where it is left out, and kept over its own repetitions. */
  readonly idempotencyKey?: string;
}

/** Every request, by the name that the API's description has. */
export abstract class RestApi {
  protected abstract call<Answer>(request: RestRequest): Promise<Answer>;

  /** Sign in: the second factor. `POST /v1/auth/mfa` */
  answerChallenge(body: AnswerChallenge): Promise<Tokens> {
    return this.call({ method: "POST", path: "/v1/auth/mfa", body, isPublic: true });
  }

  /** Change your password. `POST /v1/me/password` */
  changePassword(body: ChangePassword): Promise<Tokens | Challenge> {
    return this.call({ method: "POST", path: "/v1/me/password", body });
  }

  /** Change your profile. `PATCH /v1/me` */
  changeProfile(body: ChangeProfile): Promise<ProfileView> {
    return this.call({ method: "PATCH", path: "/v1/me", body });
  }

  /** Prove your address. `POST /v1/auth/confirm` */
  confirmAddress(body: ConfirmAddress): Promise<void> {
    return this.call({ method: "POST", path: "/v1/auth/confirm", body, isPublic: true });
  }

  /** Confirm a higher limit. `POST /v1/me/limits/{kind}/{period}/confirm` */
  confirmLimit(kind: string, period: string): Promise<PlayerLimitView> {
    return this.call({ method: "POST", path: `/v1/me/limits/${encodeURIComponent(kind)}/${encodeURIComponent(period)}/confirm` });
  }

  /** Exclude yourself. `POST /v1/me/self-exclusion` */
  excludeSelf(body: ExcludeSelf): Promise<KeptAway> {
    return this.call({ method: "POST", path: "/v1/me/self-exclusion", body });
  }

  /** One of your bets. `GET /v1/bets/{bet_id}` */
  getBet(betId: string): Promise<BetView> {
    return this.call({ method: "GET", path: `/v1/bets/${encodeURIComponent(betId)}` });
  }

  /** One deposit. `GET /v1/payments/deposits/{deposit_id}` */
  getDeposit(depositId: string): Promise<DepositView> {
    return this.call({ method: "GET", path: `/v1/payments/deposits/${encodeURIComponent(depositId)}` });
  }

  /** One game. `GET /v1/games/{game_id}` */
  getGame(gameId: string): Promise<GameDetails> {
    return this.call({ method: "GET", path: `/v1/games/${encodeURIComponent(gameId)}`, isPublic: true });
  }

  /** Your profile. `GET /v1/me` */
  getProfile(): Promise<ProfileView> {
    return this.call({ method: "GET", path: "/v1/me" });
  }

  /** Recall a round. `GET /v1/rounds/{round_id}` */
  getRound(roundId: string): Promise<RoundView | InstantRoundView> {
    return this.call({ method: "GET", path: `/v1/rounds/${encodeURIComponent(roundId)}` });
  }

  /** The seeds of your next rounds. `GET /v1/me/seeds` */
  getSeeds(): Promise<SeedsView> {
    return this.call({ method: "GET", path: "/v1/me/seeds" });
  }

  /** One live table. `GET /v1/tables/{table_id}` */
  getTable(tableId: string): Promise<TableView> {
    return this.call({ method: "GET", path: `/v1/tables/${encodeURIComponent(tableId)}`, isPublic: true });
  }

  /** What you paid in and out, staked and got back. `GET /v1/wallet/totals` */
  getTotals(query: { readonly from?: string | null; readonly to?: string | null; readonly period?: "session" | null } = {}): Promise<TotalsView> {
    return this.call({ method: "GET", path: "/v1/wallet/totals", query });
  }

  /** Your balances. `GET /v1/wallet` */
  getWallet(): Promise<WalletView> {
    return this.call({ method: "GET", path: "/v1/wallet" });
  }

  /** One withdrawal. `GET /v1/payments/withdrawals/{withdrawal_id}` */
  getWithdrawal(withdrawalId: string): Promise<WithdrawalView> {
    return this.call({ method: "GET", path: `/v1/payments/withdrawals/${encodeURIComponent(withdrawalId)}` });
  }

  /** Leave to connect. `POST /v1/realtime/tickets` */
  issueTicket(): Promise<TicketView> {
    return this.call({ method: "POST", path: "/v1/realtime/tickets" });
  }

  /** Your bets, newest first. `GET /v1/bets` */
  listBets(query: { readonly table_id?: string | null; readonly from?: string | null; readonly to?: string | null; readonly limit?: number | null; readonly cursor?: string | null } = {}): Promise<BetPage> {
    return this.call({ method: "GET", path: "/v1/bets", query });
  }

  /** Your bets, newest first: all of them, page by page. */
  iterateBets(query: { readonly table_id?: string | null; readonly from?: string | null; readonly to?: string | null; readonly limit?: number | null } = {}): AsyncGenerator<BetView, void> {
    return everyItem((cursor) => this.listBets({ ...query, cursor }));
  }

  /** Where one can register from. `GET /v1/countries` */
  listCountries(): Promise<Countries> {
    return this.call({ method: "GET", path: "/v1/countries", isPublic: true });
  }

  /** The games on offer. `GET /v1/games` */
  listGames(query: { readonly category?: string | null; readonly provider?: string | null; readonly q?: string | null; readonly limit?: number | null; readonly cursor?: string | null } = {}): Promise<GamePage> {
    return this.call({ method: "GET", path: "/v1/games", query, isPublic: true });
  }

  /** The games on offer: all of them, page by page. */
  iterateGames(query: { readonly category?: string | null; readonly provider?: string | null; readonly q?: string | null; readonly limit?: number | null } = {}): AsyncGenerator<GameView, void> {
    return everyItem((cursor) => this.listGames({ ...query, cursor }));
  }

  /** Your limits. `GET /v1/me/limits` */
  listLimits(): Promise<PlayerLimitsView> {
    return this.call({ method: "GET", path: "/v1/me/limits" });
  }

  /** The live tables. `GET /v1/tables` */
  listTables(query: { readonly limit?: number | null; readonly cursor?: string | null } = {}): Promise<TablePage> {
    return this.call({ method: "GET", path: "/v1/tables", query, isPublic: true });
  }

  /** The live tables: all of them, page by page. */
  iterateTables(query: { readonly limit?: number | null } = {}): AsyncGenerator<TableView, void> {
    return everyItem((cursor) => this.listTables({ ...query, cursor }));
  }

  /** Your history, newest first. `GET /v1/wallet/transactions` */
  listTransactions(query: { readonly type?: EntryType | null; readonly from?: string | null; readonly to?: string | null; readonly limit?: number | null; readonly cursor?: string | null } = {}): Promise<TransactionPage> {
    return this.call({ method: "GET", path: "/v1/wallet/transactions", query });
  }

  /** Your history, newest first: all of them, page by page. */
  iterateTransactions(query: { readonly type?: EntryType | null; readonly from?: string | null; readonly to?: string | null; readonly limit?: number | null } = {}): AsyncGenerator<TransactionView, void> {
    return everyItem((cursor) => this.listTransactions({ ...query, cursor }));
  }

  /** Sign in. `POST /v1/auth/login` */
  logIn(body: LogIn): Promise<Tokens | Challenge> {
    return this.call({ method: "POST", path: "/v1/auth/login", body, isPublic: true });
  }

  /** Sign out everywhere. `POST /v1/auth/logout` */
  logOut(): Promise<void> {
    return this.call({ method: "POST", path: "/v1/auth/logout" });
  }

  /** Pay in. `POST /v1/payments/deposits` */
  makeDeposit(body: DepositRequest, { idempotencyKey = crypto.randomUUID() }: Keyed = {}): Promise<DepositView> {
    return this.call({ method: "POST", path: "/v1/payments/deposits", body, idempotencyKey });
  }

  /** Pay out. `POST /v1/payments/withdrawals` */
  makeWithdrawal(body: WithdrawalRequest, { idempotencyKey = crypto.randomUUID() }: Keyed = {}): Promise<WithdrawalView> {
    return this.call({ method: "POST", path: "/v1/payments/withdrawals", body, idempotencyKey });
  }

  /** Play a round of an instant game. `POST /v1/games/{game_id}/rounds` */
  playRound(gameId: string, body: PlayRound, { idempotencyKey = crypto.randomUUID() }: Keyed = {}): Promise<RoundPlayed> {
    return this.call({ method: "POST", path: `/v1/games/${encodeURIComponent(gameId)}/rounds`, body, idempotencyKey });
  }

  /** Bet on a live round. `POST /v1/tables/{table_id}/bets` */
  postBet(tableId: string, body: BetOnRound): Promise<BetAccepted> {
    return this.call({ method: "POST", path: `/v1/tables/${encodeURIComponent(tableId)}/bets`, body });
  }

  /** Stay signed in. `POST /v1/auth/refresh` */
  refreshSession(body: Refresh): Promise<Tokens> {
    return this.call({ method: "POST", path: "/v1/auth/refresh", body, isPublic: true });
  }

  /** Open an account. `POST /v1/auth/register` */
  register(body: Register): Promise<Registered> {
    return this.call({ method: "POST", path: "/v1/auth/register", body, isPublic: true });
  }

  /** Ask to be let back in. `POST /v1/me/reinstatement` */
  reinstate(): Promise<Reinstated> {
    return this.call({ method: "POST", path: "/v1/me/reinstatement" });
  }

  /** Ask for a code. `POST /v1/auth/password/forgot` */
  requestReset(body: ForgotPassword): Promise<void> {
    return this.call({ method: "POST", path: "/v1/auth/password/forgot", body, isPublic: true });
  }

  /** Set a new password. `POST /v1/auth/password/reset` */
  resetPassword(body: ResetPassword): Promise<void> {
    return this.call({ method: "POST", path: "/v1/auth/password/reset", body, isPublic: true });
  }

  /** Reveal your seeds, use others. `POST /v1/me/seeds/rotate` */
  rotateSeeds(body: RotateSeeds): Promise<SeedsRotated> {
    return this.call({ method: "POST", path: "/v1/me/seeds/rotate", body });
  }

  /** Set one of your limits. `PUT /v1/me/limits/{kind}/{period}` */
  setLimit(kind: string, period: string, body: SetLimit): Promise<PlayerLimitView> {
    return this.call({ method: "PUT", path: `/v1/me/limits/${encodeURIComponent(kind)}/${encodeURIComponent(period)}`, body });
  }

  /** Take a time-out. `POST /v1/me/time-out` */
  takeTimeOut(body: TakeTimeOut): Promise<KeptAway> {
    return this.call({ method: "POST", path: "/v1/me/time-out", body });
  }
}

async function* everyItem<Item>(
  load: (cursor: string | null) => Promise<{
    readonly items: readonly Item[];
    readonly next_cursor: string | null;
  }>,
): AsyncGenerator<Item, void> {
  let cursor: string | null = null;
  do {
    const page: { readonly items: readonly Item[]; readonly next_cursor: string | null } =
      await load(cursor);
    yield* page.items;
    cursor = page.next_cursor;
  } while (cursor !== null);
}
