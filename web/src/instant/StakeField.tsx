import { amountText, currencyExponent, formatMoney, parseAmount } from "../shared/money/money";
import { Field } from "../shared/ui/Field";
import { stakeNear, type StakeLimits } from "./stakes";

interface StakeFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly limits: StakeLimits;
  readonly currency: string;
  readonly problem: string | null;
}

/** How much to stake: typed, or halved and doubled within the limits. */
export function StakeField({ text, onText, limits, currency, problem }: StakeFieldProps) {
  const amount = parseAmount(text, currency) ?? limits.least;
  const set = (wanted: number) => onText(amountText(stakeNear(wanted, limits), currency));
  return (
    <div className="stake-field">
      <Field
        label={`Stake in ${currency}`}
        hint={`${formatMoney(limits.least, currency)} to ${formatMoney(limits.most, currency)}`}
        error={problem ?? undefined}
      >
        {(control) => (
          <input
            {...control}
            inputMode={currencyExponent(currency) === 0 ? "numeric" : "decimal"}
            autoComplete="off"
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className="stake-steps" role="group" aria-label="Change the stake">
        <button type="button" onClick={() => set(limits.least)}>
          Min
        </button>
        <button type="button" aria-label="Half the stake" onClick={() => set(amount / 2)}>
          ½
        </button>
        <button type="button" aria-label="Double the stake" onClick={() => set(amount * 2)}>
          2×
        </button>
      </div>
    </div>
  );
}
