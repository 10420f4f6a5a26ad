import type { HttpClient } from "../shared/http/httpClient";

export interface Deposit {
  readonly deposit_id: string;
  readonly status: "succeeded" | "pending" | "failed";
  readonly amount: number;
  readonly currency: string;
  /** Why it failed, as far as a player may know. */
  readonly failure_reason?: string | null;
  /** What the player's bank still asks of them. */
  readonly next_action?: { readonly type: string } | null;
}

export interface Withdrawal {
  readonly withdrawal_id: string;
  readonly status: "pending_review" | "processing" | "paid" | "rejected" | "failed";
  readonly amount: number;
  readonly currency: string;
}

/** Every call carries an idempotency key: sent twice, it moves money once. */
export class PaymentsApi {
  constructor(private readonly http: HttpClient) {}

  deposit(
    amount: number,
    currency: string,
    paymentMethod: string,
    idempotencyKey: string,
  ): Promise<Deposit> {
    return this.http.post("/v1/payments/deposits", {
      body: { amount, currency, payment_method: paymentMethod },
      idempotencyKey,
    });
  }

  withdraw(amount: number, currency: string, idempotencyKey: string): Promise<Withdrawal> {
    return this.http.post("/v1/payments/withdrawals", {
      body: { amount, currency },
      idempotencyKey,
    });
  }
}
