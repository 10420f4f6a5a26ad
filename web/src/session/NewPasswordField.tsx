import { Field } from "../shared/ui/Field";

interface NewPasswordFieldProps {
  readonly label: string;
  readonly password: string;
  readonly onPassword: (password: string) => void;
  readonly error: string | undefined;
}

export function NewPasswordField({ label, password, onPassword, error }: NewPasswordFieldProps) {
  return (
    <Field
      label={label}
      hint="At least 8 characters. A few words in a row are strong and easy to remember."
      error={error}
    >
      {(control) => (
        <input
          {...control}
          type="password"
          autoComplete="new-password"
          required
          minLength={8}
          value={password}
          onChange={(event) => onPassword(event.target.value)}
        />
      )}
    </Field>
  );
}
