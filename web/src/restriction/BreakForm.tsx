import { useState, type SyntheticEvent } from "react";
import { usePlayer } from "../app/context";
import type { Profile } from "../session/types";
import { describeError } from "../shared/errorMessages";
import { Field } from "../shared/ui/Field";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { BREAKS, breakNamed, type Break } from "./restriction";

/** Lets players keep themselves away, in two steps: nothing makes it shorter afterwards. */
export function BreakForm() {
  const { http, line } = usePlayer();
  const [name, setName] = useState(BREAKS[0].name);
  const [asked, setAsked] = useState<Break | null>(null);
  const action = useAction();

  const ask = (event: SyntheticEvent) => {
    event.preventDefault();
    action.clear();
    setAsked(breakNamed(name));
  };
  const confirm = ({ path, duration }: Break) =>
    action.run(async () => {
      await http.post(path, { body: { duration } });
      // Another one may hold for longer.
      const { restriction } = await http.get<Profile>("/v1/me");
      line.restriction.set(restriction);
      setAsked(null);
    });

  return (
    <form onSubmit={ask} aria-label="Take a break">
      <h2>Take a break</h2>
      <p className="muted">
        From that moment on you can&apos;t play, pay in or chat. You can still withdraw, and open
        bets are paid.
      </p>
      {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
      {asked === null ? (
        <>
          <Field label="For how long?">
            {(control) => (
              <select
                {...control}
                value={name}
                onChange={(event) => setName(event.currentTarget.value)}
              >
                {BREAKS.map((each) => (
                  <option key={each.name}>{each.name}</option>
                ))}
              </select>
            )}
          </Field>
          <button type="submit">Continue…</button>
        </>
      ) : (
        <div role="group" aria-label="Are you sure?">
          <p>
            <strong>{asked.name}.</strong> Nobody can make it shorter, not even we.
            {asked.reason === "self_excluded" &&
              " After that the account stays shut until you ask us to reopen it."}
          </p>
          <button type="button" disabled={action.isBusy} onClick={() => confirm(asked)}>
            {action.isBusy ? "Asking…" : "Yes, keep me away"}
          </button>{" "}
          <button type="button" className="quiet" onClick={() => setAsked(null)}>
            No, go back
          </button>
        </div>
      )}
    </form>
  );
}
