import type { HttpClient } from "../shared/http/httpClient";
import type { Page } from "../wallet/walletApi";

export interface TableSummary {
  readonly table_id: string;
  readonly game_id: string;
  readonly name: string;
  readonly status: string;
  readonly phase?: string | null;
  readonly players?: number;
  readonly limits?: { readonly min_stake: number; readonly max_stake: number };
  /** Newest first. */
  readonly last_results?: readonly { readonly outcome: unknown }[];
}

/** A bet as REST tells it; the page only restores its own chips from this after a reload. */
export interface BetRecord {
  readonly bet_id: string;
  readonly round_id: string;
  readonly table_id?: string;
  readonly status?: string;
  readonly stakes?: readonly {
    readonly type: string;
    readonly selection?: readonly number[] | null;
    readonly amount: number;
  }[];
  readonly payout?: number | null;
}

export class TablesApi {
  constructor(private readonly http: HttpClient) {}

  async list(): Promise<readonly TableSummary[]> {
    const page = await this.http.get<Page<TableSummary>>("/v1/tables", { anonymous: true });
    return page.items;
  }

  async myBets(tableId: string): Promise<readonly BetRecord[]> {
    const query = { table_id: tableId, limit: 50 };
    return (await this.http.get<Page<BetRecord>>("/v1/bets", { query })).items;
  }
}
