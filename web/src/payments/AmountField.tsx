import { currencyExponent } from "../shared/money/money";
import { Field } from "../shared/ui/Field";

interface AmountFieldProps {
  readonly currency: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly error?: string | undefined;
}

export function AmountField({ currency, value, onChange, error }: AmountFieldProps) {
  return (
    <Field label={`Amount in ${currency}`} error={error}>
      {(control) => (
        <input
          {...control}
          inputMode={currencyExponent(currency) === 0 ? "numeric" : "decimal"}
          autoComplete="off"
          required
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
