import { useState, type SyntheticEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { ApiError } from "../shared/http/problem";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import type { Session } from "./session";
import type { SecondFactor } from "./types";

export interface EntryFormProps {
  readonly session: Session;
  /** The e-mail address has still to be confirmed with a code. */
  readonly needsConfirmation: (email: string, password: string) => void;
  /** The password was right, and a code of the authenticator app is asked for as well. */
  readonly needsSecondFactor: (factor: SecondFactor) => void;
}

interface SignInFormProps extends EntryFormProps {
  readonly hasForgotten: (email: string) => void;
}

export function SignInForm(props: SignInFormProps) {
  const { session, needsConfirmation, needsSecondFactor, hasForgotten } = props;
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(async () => {
      const factor = await session.signIn(email.trim(), password);
      if (factor !== null) needsSecondFactor(factor);
    });
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
      <button type="button" className="quiet" onClick={() => hasForgotten(email.trim())}>
        I forgot my password
      </button>
    </form>
  );
}
