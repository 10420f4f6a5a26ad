import { describeError } from "../shared/errorMessages";
import { formatMoney } from "../shared/money/money";
import { useAction } from "../shared/ui/useAction";
import type { MyBet } from "../tables/myBets";
import type { TableStore } from "../tables/tableStore";
import { sayMultiplier } from "../shared/multiplier";
import { worthAt } from "./worth";

interface CashOutButtonsProps {
  readonly store: TableStore;
  /** The player's bets on this round. */
  readonly bets: readonly MyBet[];
  /** In hundredths, as this page sees it; what is paid the server says. */
  readonly multiplier: number;
  readonly isGrowing: boolean;
  readonly currency: string;
}

/** A way out for each bet that is still in, and what those brought that are out. */
export function CashOutButtons(props: CashOutButtonsProps) {
  const { store, bets, multiplier, isGrowing, currency } = props;
  const action = useAction();
  const open = bets.filter((bet) => bet.status === "accepted");
  const out = bets.filter((bet) => bet.cashedOutAt !== undefined);
  return (
    <div className="cash-outs">
      {isGrowing &&
        open.map((bet) => (
          <button
            key={bet.betId}
            type="button"
            className="primary cash-out"
            disabled={action.isBusy}
            onClick={() => action.run(() => store.cashOut(bet))}
          >
            Cash out {formatMoney(worthAt(bet.stakes, multiplier), currency)}
          </button>
        ))}
      {out.map((bet) => (
        <p key={bet.betId} className="cashed-out" data-testid="cashed-out">
          Out at {sayMultiplier(bet.cashedOutAt ?? 0)} with{" "}
          {formatMoney(bet.payout ?? 0, currency)}
        </p>
      ))}
      {action.error !== null && (
        <p className="slip-message slip-message-error" role="alert">
          {describeError(action.error)}
        </p>
      )}
    </div>
  );
}
