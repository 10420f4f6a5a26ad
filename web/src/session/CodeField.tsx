import { Field } from "../shared/ui/Field";

interface CodeFieldProps {
  readonly hint?: string;
  readonly code: string;
  readonly onCode: (code: string) => void;
}

/** A code that came by another way: by e-mail, or from an authenticator app. */
export function CodeField({ hint, code, onCode }: CodeFieldProps) {
  return (
    <Field label="Code" {...(hint === undefined ? {} : { hint })}>
      {(control) => (
        <input
          {...control}
          inputMode="numeric"
          autoComplete="one-time-code"
          required
          value={code}
          onChange={(event) => onCode(event.target.value)}
        />
      )}
    </Field>
  );
}

/** What was meant by what was typed: people and apps put blanks between the digits. */
export function plainCode(typed: string): string {
  return typed.replace(/\s/g, "");
}
