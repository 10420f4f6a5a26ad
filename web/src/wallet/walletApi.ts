import type { HttpClient } from "../shared/http/httpClient";

export interface Wallet {
  readonly currency: string;
  readonly available: number;
  readonly cash: number;
  readonly bonus: number;
  readonly held: number;
  /** Rises with every change, so that of two answers the later one is known. */
  readonly version: number;
}

export interface Transaction {
  readonly transaction_id: string;
  readonly type: string;
  /** Signed: the effect on what is available. */
  readonly amount: number;
  readonly currency: string;
  readonly balance_after: number;
  readonly created_at: string;
  readonly reference?: Readonly<Record<string, unknown>>;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next_cursor: string | null;
}

export class WalletApi {
  constructor(private readonly http: HttpClient) {}

  get(): Promise<Wallet> {
    return this.http.get<Wallet>("/v1/wallet");
  }

  transactions(cursor: string | null, type: string): Promise<Page<Transaction>> {
    return this.http.get("/v1/wallet/transactions", { query: { limit: 25, cursor, type } });
  }
}
