import { useState, type SyntheticEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { ApiError } from "../shared/http/problem";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import type { Session } from "./session";

export interface EntryFormProps {
  readonly session: Session;
  /** The e-mail address has still to be confirmed with a code. */
  readonly needsConfirmation: (email: string, password: string) => void;
}

export function SignInForm({ session, needsConfirmation }: EntryFormProps) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(() => session.signIn(email.trim(), password));
  };
  // The server doesn't tell an unconfirmed address from a wrong password, so the player must.
  const mayBeUnconfirmed =
    action.error instanceof ApiError && action.error.code === "invalid_credentials";

  return (
    <form onSubmit={submit}>
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
      <Field label="Password">
        {(control) => (
          <input
            {...control}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
      </Field>
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        {action.isBusy ? "Signing in…" : "Sign in"}
      </button>
      {mayBeUnconfirmed && (
        <button
          type="button"
          className="quiet"
          onClick={() => needsConfirmation(email.trim(), password)}
        >
          I have a confirmation code
        </button>
      )}
    </form>
  );
}
