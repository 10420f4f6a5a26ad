import { useState, type SyntheticEvent } from "react";
import { describeError } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { CodeField, plainCode } from "./CodeField";
import type { Session } from "./session";
import type { SecondFactor } from "./types";

interface SecondFactorFormProps {
  readonly session: Session;
  readonly factor: SecondFactor;
  readonly onBack: () => void;
}

/** Asks for the code that the player's authenticator app shows. */
export function SecondFactorForm({ session, factor, onBack }: SecondFactorFormProps) {
  const [code, setCode] = useState("");
  const action = useAction();

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    action.run(() => session.answerSecondFactor(factor, plainCode(code)));
  };

  return (
    <form onSubmit={submit}>
      <h2>One more step</h2>
      <CodeField
        hint="The six digits that your authenticator app shows for Croupier."
        code={code}
        onCode={setCode}
      />
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      <button type="submit" className="primary" disabled={action.isBusy}>
        {action.isBusy ? "Signing in…" : "Sign in"}
      </button>
      <button type="button" className="quiet" onClick={onBack}>
        Start over
      </button>
    </form>
  );
}
