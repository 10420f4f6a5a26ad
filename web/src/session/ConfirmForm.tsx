import { useState, type SyntheticEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import type { Session } from "./session";

interface ConfirmFormProps {
  readonly session: Session;
  readonly email: string;
  readonly password: string;
}

/** Asks for the code from the confirmation e-mail, then signs in. */
export function ConfirmForm({ session, email, password }: ConfirmFormProps) {
  const [code, setCode] = useState("");
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(async () => {
      await session.confirm(email, code.trim());
      await session.signIn(email, password);
    });
  };

  return (
    <form onSubmit={submit}>
      <h2>Check your e-mail</h2>
      <p>We have sent a code to {email}.</p>
      <Field label="Code">
        {(control) => (
          <input
            {...control}
            inputMode="numeric"
            autoComplete="one-time-code"
            required
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        Confirm
      </button>
    </form>
  );
}
