import { usePlayer } from "../app/context";
import { CASHIER } from "../app/route";
import { formatMoney } from "../shared/money/money";
import { useStore } from "../shared/store";

/** What can be played with, and what is held for withdrawals; changes as pushes come in. */
export function Balance() {
  const { wallet } = usePlayer();
  const balance = useStore(wallet.state);
  return (
    <a className="balance" href={CASHIER} title="To the cashier">
      <span className="balance-label">Balance</span>
      <strong data-testid="available" data-amount={balance?.available}>
        {balance === null ? "…" : formatMoney(balance.available, balance.currency)}
      </strong>
      {balance !== null && balance.held > 0 && (
        <span className="balance-held" data-testid="held" data-amount={balance.held}>
          {formatMoney(balance.held, balance.currency)} held
        </span>
      )}
    </a>
  );
}
