import { useState, type SyntheticEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import type { Session } from "./session";

interface ForgottenFormProps {
  readonly session: Session;
  /** As it was typed before the password was missed. */
  readonly email: string;
  readonly onSent: (email: string) => void;
  readonly onBack: () => void;
}

/** Asks where to send the code with which a new password can be set. */
export function ForgottenForm({ session, email: typed, onSent, onBack }: ForgottenFormProps) {
  const [email, setEmail] = useState(typed);
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(async () => {
      await session.requestReset(email.trim());
      onSent(email.trim());
    });
  };

  return (
    <form onSubmit={submit}>
      <h2>A new password</h2>
      <p>We send you a code with which you can set one.</p>
      <Field label="E-mail address">
        {(control) => (
          <input
            {...control}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        Send the code
      </button>
      <button type="button" className="quiet" onClick={onBack}>
        Back
      </button>
    </form>
  );
}
