import { usePlayer } from "../app/context";
import { formatMoney } from "../shared/money/money";
import { BreakForm } from "../restriction/BreakForm";
import { useStore } from "../shared/store";
import { DepositForm } from "./DepositForm";
import { WithdrawForm } from "./WithdrawForm";

export function CashierPage() {
  const { config, wallet } = usePlayer();
  const balance = useStore(wallet.state);
  return (
    <section className="page" aria-labelledby="cashier-title">
      <h1 id="cashier-title">Cashier</h1>
      {balance !== null && (
        <dl className="figures card">
          <div>
            <dt>Available</dt>
            <dd>{formatMoney(balance.available, balance.currency)}</dd>
          </div>
          <div>
            <dt>Held for withdrawals</dt>
            <dd>{formatMoney(balance.held, balance.currency)}</dd>
          </div>
        </dl>
      )}
      <div className="columns">
        <div className="card">
          {config.pspUrl === null ? (
            <p className="muted">Deposits are not open on this stage yet.</p>
          ) : (
            <DepositForm pspUrl={config.pspUrl} />
          )}
        </div>
        <div className="card">
          <WithdrawForm />
        </div>
        <div className="card">
          <BreakForm />
        </div>
      </div>
    </section>
  );
}
