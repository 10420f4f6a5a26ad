import { useEffect, useState, type ReactNode } from "react";
import { verifyHash } from "../app/route";
import { CheckList } from "./CheckList";
import { Hash } from "./Hash";
import { readRound } from "./round";
import { verify, type Verification } from "./verify";

/** A finished round, as much of it as its table told. */
export interface Proof {
  readonly roundId: string;
  readonly title: string;
  readonly round: {
    readonly game_id: string;
    readonly fairness: object;
    readonly outcome: unknown;
    readonly [more: string]: unknown;
  };
}

interface SealPanelProps {
  readonly roundNumber: number | null;
  readonly commitment: string | null;
  /** Of the last round whose seal was opened; the same object for as long as it is the same. */
  readonly proof: Proof | null;
  /** What is sealed at this game. */
  readonly children: ReactNode;
}

type Found = { readonly proof: Proof; readonly verification: Verification | null };

/** The promise for the round that is on, and the proof of the one before, checked right here. */
export function SealPanel({ roundNumber, commitment, proof, children }: SealPanelProps) {
  const [found, setFound] = useState<Found | null>(null);
  useEffect(() => {
    if (proof === null) return undefined;
    let isCurrent = true;
    const check = async () => verify(readRound(proof.round));
    check()
      .then((verification) => isCurrent && setFound({ proof, verification }))
      // Browsers offer their crypto on secure pages only.
      .catch(() => isCurrent && setFound({ proof, verification: null }));
    return () => {
      isCurrent = false;
    };
  }, [proof]);

  return (
    <section className="card panel fairness" aria-labelledby="fairness-title">
      <h2 id="fairness-title">Fairness</h2>
      <p className="muted">{children}</p>
      {commitment !== null && (
        <Hash
          label={roundNumber === null ? "Seal" : `Seal of round ${roundNumber}`}
          value={commitment}
        />
      )}
      {proof !== null && (
        <OpenedSeal proof={proof} found={found?.proof === proof ? found.verification : undefined} />
      )}
    </section>
  );
}

interface OpenedSealProps {
  readonly proof: Proof;
  /** Undefined while it is being checked, null where it can't be. */
  readonly found: Verification | null | undefined;
}

function OpenedSeal({ proof, found }: OpenedSealProps) {
  const { fairness } = readRound(proof.round);
  return (
    <details>
      <summary>
        {proof.title}
        {found !== undefined && <VerdictMark found={found} />}
      </summary>
      <Hash label="Seal seen before betting" value={fairness.commitment} />
      <Hash label="Server seed, now revealed" value={fairness.server_seed ?? ""} />
      <Hash label="Client seed and round" value={`${fairness.client_seed}:${fairness.nonce}`} />
      {found != null && <CheckList checks={found.checks} />}
      <p>
        <a href={verifyHash(proof.roundId)}>All about this round</a>
      </p>
    </details>
  );
}

function VerdictMark({ found }: { found: Verification | null }) {
  if (found === null) return <span className="verdict"> can't be checked on this page</span>;
  if (found.verdict === "open") return <span className="verdict"> can't be checked yet</span>;
  return found.verdict === "verified" ? (
    <span className="verdict verdict-good" data-testid="verdict">
      ✓ verified
    </span>
  ) : (
    <span className="verdict verdict-bad" role="alert" data-testid="verdict">
      ✗ does not match
    </span>
  );
}
