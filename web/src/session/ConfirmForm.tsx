import { useState, type SyntheticEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { CodeField, plainCode } from "./CodeField";
import type { Session } from "./session";
import type { SecondFactor } from "./types";

interface ConfirmFormProps {
  readonly session: Session;
  readonly email: string;
  readonly password: string;
  readonly needsSecondFactor: (factor: SecondFactor) => void;
}

/** Asks for the code from the confirmation e-mail, then signs in. */
export function ConfirmForm({ session, email, password, needsSecondFactor }: ConfirmFormProps) {
  const [code, setCode] = useState("");
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(async () => {
      await session.confirm(email, plainCode(code));
      const factor = await session.signIn(email, password);
      if (factor !== null) needsSecondFactor(factor);
    });
  };

  return (
    <form onSubmit={submit}>
      <h2>Check your e-mail</h2>
      <p>We have sent a code to {email}.</p>
      <CodeField code={code} onCode={setCode} />
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        Confirm
      </button>
    </form>
  );
}
