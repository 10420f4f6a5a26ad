import { useEffect, useRef } from "react";
import { usePlayer } from "../app/context";
import { describeError } from "../shared/errorMessages";
import { formatMoney } from "../shared/money/money";
import { useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import { useAction } from "../shared/ui/useAction";
import { describeElapsed, describeNet } from "./realityCheck";

/** Tells players how long they have played, over whatever they do, until they say that they know. */
export function RealityCheckDialog() {
  const { line, profile } = usePlayer();
  const check = useStore(line.realityCheck);
  const dialog = useRef<HTMLDialogElement>(null);
  const action = useAction();
  const isDue = check !== null;
  useEffect(() => {
    const element = dialog.current;
    if (element === null) return;
    if (isDue && !element.open) element.showModal();
    if (!isDue && element.open) element.close();
  }, [isDue]);

  // Stakes go on to be refused, and the next one opens this again.
  const stop = () => {
    line.realityCheck.set(null);
    window.location.hash = "#/cashier";
  };

  return (
    <dialog
      ref={dialog}
      className="card"
      aria-labelledby="reality-title"
      onCancel={(event) => event.preventDefault()}
    >
      {check !== null && (
        <>
          <h2 id="reality-title">{describeElapsed(check.elapsed_minutes)}</h2>
          <p>{describeNet(check.net, profile.currency)}</p>
          <dl className="figures">
            <div>
              <dt>Staked</dt>
              <dd>{formatMoney(check.staked, profile.currency)}</dd>
            </div>
            <div>
              <dt>Paid out</dt>
              <dd>{formatMoney(check.paid_out, profile.currency)}</dd>
            </div>
          </dl>
          {action.error !== null && <Notice kind="error">{describeError(action.error)}</Notice>}
          <div>
            <button type="button" onClick={stop}>
              Stop for now
            </button>{" "}
            <button
              type="button"
              className="quiet"
              disabled={action.isBusy}
              onClick={() => action.run(() => line.acknowledge())}
            >
              I know, play on
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}
