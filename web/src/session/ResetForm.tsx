import { useState, type SyntheticEvent } from "react";
import { describeError, fieldErrors } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { CodeField, plainCode } from "./CodeField";
import { NewPasswordField } from "./NewPasswordField";
import type { Session } from "./session";
import type { SecondFactor } from "./types";

interface ResetFormProps {
  readonly session: Session;
  readonly email: string;
  readonly needsSecondFactor: (factor: SecondFactor) => void;
  readonly onBack: () => void;
}

/** Sets a new password with the code that was sent, then signs in with it. */
export function ResetForm({ session, email, needsSecondFactor, onBack }: ResetFormProps) {
  const [code, setCode] = useState("");
  const [password, setPassword] = useState("");
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(async () => {
      await session.resetPassword(email, plainCode(code), password);
      const factor = await session.signIn(email, password);
      if (factor !== null) needsSecondFactor(factor);
    });
  };

  return (
    <form onSubmit={submit}>
      <h2>Check your e-mail</h2>
      {/* Whoever asks is told the same: an account's existence is nobody else's business. */}
      <p>If {email} has an account here, we have sent a code to it.</p>
      <CodeField code={code} onCode={setCode} />
      <NewPasswordField
        label="New password"
        password={password}
        onPassword={setPassword}
        error={fieldErrors(action.error).password}
      />
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        Set the password
      </button>
      <button type="button" className="quiet" onClick={onBack}>
        Send another code
      </button>
    </form>
  );
}
