import { useEffect, useState } from "react";
import { describeError } from "../shared/errorMessages";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { CheckedRound } from "./CheckedRound";
import { useVerification } from "./useVerification";

interface VerifyPageProps {
  readonly roundId: string | null;
  /** Fetches a round; null for who is not signed in, and can only paste one. */
  readonly load: ((roundId: string) => Promise<unknown>) | null;
}

/** Any round, checked right here: recalled by its id, or pasted from anywhere. */
export function VerifyPage({ roundId, load }: VerifyPageProps) {
  const [text, setText] = useState("");
  const [isLoading, setLoading] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const finding = useVerification(text);

  useEffect(() => {
    if (roundId === null || load === null) return undefined;
    let isCurrent = true;
    setLoading(true);
    setError(null);
    load(roundId)
      .then((round) => isCurrent && setText(JSON.stringify(round, null, 2)))
      .catch((failure: unknown) => isCurrent && setError(failure))
      .finally(() => isCurrent && setLoading(false));
    return () => {
      isCurrent = false;
    };
  }, [roundId, load]);

  return (
    <section className="page verify" aria-labelledby="verify-title">
      <h1 id="verify-title">Check a round</h1>
      <p className="muted">
        Every outcome is fixed by seeds that are sealed before you bet. Once the seal is opened,
        your browser can draw the round again by itself: nothing is sent anywhere.
      </p>
      {roundId !== null && load === null && (
        <Notice kind="info">
          Sign in to have round {roundId} fetched, or paste what you kept of it below.
        </Notice>
      )}
      {isLoading && <p className="muted">Fetching the round…</p>}
      {error !== null && <Notice kind="error">{describeError(error)}</Notice>}
      {finding.kind === "unreadable" && <Notice kind="error">{finding.why}</Notice>}
      {finding.kind === "checked" && (
        <CheckedRound round={finding.round} verification={finding.verification} />
      )}
      <details className="card verify-source" open={roundId === null || error !== null}>
        <summary>The round as it is recalled</summary>
        <Field
          label="The answer of GET /v1/rounds/{round_id}"
          hint="Change anything that matters in it, and the check fails."
        >
          {(control) => (
            <textarea
              {...control}
              rows={14}
              spellCheck={false}
              autoComplete="off"
              placeholder='{"game_id": "dice", "fairness": {…}, "outcome": {…}}'
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          )}
        </Field>
      </details>
    </section>
  );
}
