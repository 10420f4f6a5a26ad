import { Field } from "../shared/ui/Field";
import { parseTarget } from "./growth";

interface TargetFieldProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** The multiplier at which bets get out by themselves; empty to get out by hand alone. */
export function TargetField({ text, onText }: TargetFieldProps) {
  const isWrong = text.trim() !== "" && parseTarget(text) === null;
  return (
    <Field
      label="Get out by itself at"
      hint="Leave empty to get out by hand alone."
      error={isWrong ? "A target is from 1.01 to 1000." : undefined}
    >
      {(control) => (
        <input
          {...control}
          inputMode="decimal"
          autoComplete="off"
          placeholder="2.00"
          value={text}
          onChange={(event) => onText(event.target.value)}
        />
      )}
    </Field>
  );
}
