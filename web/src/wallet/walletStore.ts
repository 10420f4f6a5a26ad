import type { BalanceView } from "@croupier/client";
import { Store } from "../shared/store";
import type { Wallet, WalletApi } from "./walletApi";

/** The player's balances, from whichever of REST answers, bet replies and pushes is newest. */
export class WalletStore {
  readonly state = new Store<Wallet | null>(null);

  constructor(
    private readonly api: WalletApi,
    private readonly currency: string,
  ) {}

  async refresh(): Promise<void> {
    this.apply(await this.api.get());
  }

  /** Takes balances unless newer ones are here already: answers and pushes may overtake. */
  apply(balances: BalanceView & { readonly currency?: string }): void {
    this.state.update((known) => {
      if (known !== null && balances.version <= known.version) return known;
      const currency = balances.currency ?? known?.currency ?? this.currency;
      const { available, cash, bonus, held, version } = balances;
      return { currency, available, cash, bonus, held, version };
    });
  }
}
