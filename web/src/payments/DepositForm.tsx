import { useRef, useState, type SyntheticEvent } from "react";
import { usePlayer } from "../app/context";
import { describeError } from "../shared/errorMessages";
import { isFinal } from "../shared/http/problem";
import { formatMoney, parseAmount } from "../shared/money/money";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { AmountField } from "./AmountField";
import type { Deposit } from "./paymentsApi";
import { createPaymentMethod } from "./psp";
import { TEST_CARDS } from "./testCards";
import { useIdempotencyKey } from "./useIdempotencyKey";

const BAD_AMOUNT = "Please enter an amount such as 50 or 12.50.";

export function DepositForm({ pspUrl }: { pspUrl: string }) {
  const { payments, wallet, profile } = usePlayer();
  const { currency } = profile;
  const [amountText, setAmountText] = useState("50");
  const [cardIndex, setCardIndex] = useState(0);
  const [amountError, setAmountError] = useState<string>();
  const [deposit, setDeposit] = useState<Deposit | null>(null);
  const paymentMethod = useRef<{ cardIndex: number; id: string } | null>(null);
  const idempotency = useIdempotencyKey();
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    const amount = parseAmount(amountText, currency);
    setAmountError(amount === null ? BAD_AMOUNT : undefined);
    if (amount === null) return;
    action.run(async () => {
      setDeposit(null);
      // Kept for a repetition: another payment method would make it another request.
      if (paymentMethod.current?.cardIndex !== cardIndex) {
        const { card } = TEST_CARDS[cardIndex]!;
        paymentMethod.current = { cardIndex, id: await createPaymentMethod(pspUrl, card) };
      }
      const { id } = paymentMethod.current;
      const key = idempotency.keyFor(`${amount} ${id}`);
      try {
        setDeposit(await payments.deposit(amount, currency, id, key));
      } catch (error) {
        // Without an answer nobody knows yet: the same key makes another try safe.
        if (isFinal(error)) {
          idempotency.next();
          paymentMethod.current = null;
        }
        throw error;
      }
      idempotency.next();
      paymentMethod.current = null;
      await wallet.refresh();
    });
  };

  return (
    <form onSubmit={submit} aria-label="Deposit">
      <h2>Deposit</h2>
      <AmountField
        currency={currency}
        value={amountText}
        onChange={setAmountText}
        error={amountError}
      />
      <Field label="Test card" hint="The card goes straight to the payment provider, never to us.">
        {(control) => (
          <select
            {...control}
            value={cardIndex}
            onChange={(event) => setCardIndex(Number(event.target.value))}
          >
            {TEST_CARDS.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </select>
        )}
      </Field>
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      {deposit !== null && <DepositOutcome deposit={deposit} />}
      <button type="submit" className="primary" disabled={action.isBusy}>
        {action.isBusy ? "Paying…" : "Deposit"}
      </button>
    </form>
  );
}

const FAILURES: Readonly<Record<string, string>> = {
  insufficient_funds: "There isn't enough money on the card.",
  expired_card: "The card has expired.",
  authentication_failed: "The bank could not confirm that it is your card.",
};

function DepositOutcome({ deposit }: { deposit: Deposit }) {
  const amount = formatMoney(deposit.amount, deposit.currency);
  if (deposit.status === "succeeded") {
    return <Notice kind="success">{amount} was added to your balance.</Notice>;
  }
  if (deposit.status === "pending") {
    return deposit.next_action ? (
      <Notice kind="info">
        This card's bank asks for a confirmation that this page can't show yet. Nothing was
        charged; please try another card.
      </Notice>
    ) : (
      <Notice kind="info">{amount} is on its way. It will appear by itself.</Notice>
    );
  }
  const reason = FAILURES[deposit.failure_reason ?? ""] ?? "The card was declined.";
  return <Notice kind="error">{reason} Nothing was charged; please try another card.</Notice>;
}
