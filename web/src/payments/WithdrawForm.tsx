import { useState, type SyntheticEvent } from "react";
import { usePlayer } from "../app/context";
import { describeError } from "../shared/errorMessages";
import { isFinal } from "../shared/http/problem";
import { formatMoney, parseAmount } from "../shared/money/money";
import { useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { AmountField } from "./AmountField";
import type { Withdrawal } from "./paymentsApi";
import { useIdempotencyKey } from "./useIdempotencyKey";

const OUTCOMES: Readonly<Record<Withdrawal["status"], string>> = {
  pending_review: "is set aside and being reviewed.",
  processing: "is on its way to your card.",
  paid: "was paid out to your card.",
  rejected: "could not be paid out. It is back in your balance.",
  failed: "could not be paid out. It is back in your balance.",
};

const RETURNED: ReadonlySet<Withdrawal["status"]> = new Set(["rejected", "failed"]);

export function WithdrawForm() {
  const { payments, wallet, profile } = usePlayer();
  const { currency } = profile;
  const balance = useStore(wallet.state);
  const [amountText, setAmountText] = useState("");
  const [amountError, setAmountError] = useState<string>();
  const [withdrawal, setWithdrawal] = useState<Withdrawal | null>(null);
  const idempotency = useIdempotencyKey();
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const amount = parseAmount(amountText, currency);
    setAmountError(amount === null ? "Please enter an amount such as 50 or 12.50." : undefined);
    if (amount === null) return;
    action.run(async () => {
      setWithdrawal(null);
      try {
        const key = idempotency.keyFor(String(amount));
        setWithdrawal(await payments.withdraw(amount, currency, key));
        setAmountText("");
      } catch (error) {
        if (isFinal(error)) idempotency.next();
        throw error;
      }
      idempotency.next();
      await wallet.refresh();
    });
  };

  return (
    <form onSubmit={submit} aria-label="Withdraw">
      <h2>Withdraw</h2>
      <p className="muted">
        Up to {balance === null ? "…" : formatMoney(balance.cash, currency)}. The amount is held at
        once and paid back the way it came.
      </p>
      <AmountField
        currency={currency}
        value={amountText}
        onChange={setAmountText}
        error={amountError}
      />
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      {withdrawal !== null && (
        <Notice kind={RETURNED.has(withdrawal.status) ? "error" : "success"}>
          {formatMoney(withdrawal.amount, withdrawal.currency)}{" "}
          {OUTCOMES[withdrawal.status] ?? "is being handled."}
        </Notice>
      )}
      <button type="submit" disabled={action.isBusy}>
        {action.isBusy ? "Asking…" : "Withdraw"}
      </button>
    </form>
  );
}
