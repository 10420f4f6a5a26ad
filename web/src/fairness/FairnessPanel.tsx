import { useEffect, useState, type ReactNode } from "react";
import type { ProvableRound } from "../roulette/tableState";
import { verifyRound, type Verdict } from "./verifyRound";

interface FairnessPanelProps {
  readonly roundNumber: number | null;
  readonly commitment: string | null;
  readonly provable: ProvableRound | null;
  readonly pockets: number;
}

type Check = { readonly roundId: string; readonly verdict: Verdict | null };

/** The promise for the round that is on, and the proof of the one before, checked right here. */
export function FairnessPanel({ roundNumber, commitment, provable, pockets }: FairnessPanelProps) {
  const [check, setCheck] = useState<Check | null>(null);
  useEffect(() => {
    if (provable === null) return undefined;
    let isCurrent = true;
    const { roundId, fairness, pocket } = provable;
    verifyRound(fairness, pocket, pockets)
      .then((verdict) => isCurrent && setCheck({ roundId, verdict }))
      // Browsers offer their crypto on secure pages only.
      .catch(() => isCurrent && setCheck({ roundId, verdict: null }));
    return () => {
      isCurrent = false;
    };
  }, [provable, pockets]);

  return (
    <section className="card panel fairness" aria-labelledby="fairness-title">
      <h2 id="fairness-title">Fairness</h2>
      <p className="muted">
        The number is fixed before you bet, and sealed. Afterwards the seal is opened, and your
        browser checks that nothing was changed.
      </p>
      {commitment !== null && (
        <Hash
          label={roundNumber === null ? "Seal" : `Seal of round ${roundNumber}`}
          value={commitment}
        />
      )}
      {provable !== null && (
        <details>
          <summary>
            Round {provable.fairness.nonce}: {provable.pocket}
            {check?.roundId === provable.roundId && <VerdictMark verdict={check.verdict} />}
          </summary>
          <Hash label="Seal seen before betting" value={provable.fairness.commitment} />
          <Hash label="Server seed, now revealed" value={provable.fairness.server_seed ?? ""} />
          <Hash
            label="Client seed and round"
            value={`${provable.fairness.client_seed}:${provable.fairness.nonce}`}
          />
          {check?.roundId === provable.roundId && check.verdict !== null && (
            <ul className="proof">
              <Step isRight={check.verdict.isCommitmentKept}>
                The seed is the one that was sealed.
              </Step>
              <Step isRight={check.verdict.isOutcomeRight}>
                It gives {check.verdict.drawn}; the wheel showed {provable.pocket}.
              </Step>
            </ul>
          )}
        </details>
      )}
    </section>
  );
}

function VerdictMark({ verdict }: { verdict: Verdict | null }) {
  if (verdict === null) return <span className="verdict"> can't be checked on this page</span>;
  return verdict.isCommitmentKept && verdict.isOutcomeRight ? (
    <span className="verdict verdict-good" data-testid="verdict">
      ✓ verified
    </span>
  ) : (
    <span className="verdict verdict-bad" role="alert" data-testid="verdict">
      ✗ does not match
    </span>
  );
}

function Step({ isRight, children }: { isRight: boolean; children: ReactNode }) {
  return (
    <li className={isRight ? "verdict-good" : "verdict-bad"}>
      <span aria-label={isRight ? "Right:" : "Wrong:"}>{isRight ? "✓" : "✗"}</span> {children}
    </li>
  );
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <div className="hash">
      <span>{label}</span>
      <code>{value}</code>
    </div>
  );
}
