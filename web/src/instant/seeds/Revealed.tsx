import { useEffect, useState } from "react";
import { verifyHash } from "../../app/route";
import { CheckList } from "../../fairness/CheckList";
import { Hash } from "../../fairness/Hash";
import { sha256Hex } from "../../fairness/sha256";
import type { PlayedRound, RevealedSeeds } from "../types";

interface RevealedProps {
  readonly seeds: RevealedSeeds;
  readonly lastRound: PlayedRound | null;
}

/** The opened seal, checked on the spot. */
export function Revealed({ seeds, lastRound }: RevealedProps) {
  const [isKept, setKept] = useState<boolean | null>(null);
  useEffect(() => {
    let isCurrent = true;
    setKept(null);
    sha256Hex(seeds.server_seed)
      .then((hash) => isCurrent && setKept(hash === seeds.commitment))
      .catch(() => undefined); // Browsers offer their crypto on secure pages only.
    return () => {
      isCurrent = false;
    };
  }, [seeds]);
  const isOfThese = lastRound?.fairness.commitment === seeds.commitment;
  return (
    <div className="revealed" data-testid="revealed" role="status">
      <h3>The opened seal</h3>
      <Hash label="The house's seed, now revealed" value={seeds.server_seed} />
      <Hash label="It was sealed as" value={seeds.commitment} />
      {isKept !== null && (
        <CheckList
          checks={[
            isKept
              ? { state: "passed", sentence: "It is the seed that was sealed." }
              : { state: "failed", sentence: "It is not the seed that was sealed." },
          ]}
        />
      )}
      <p className="muted">
        {seeds.rounds === 0
          ? "No round was drawn from it."
          : seeds.rounds === 1
            ? "One round was drawn from it, and can be checked now."
            : `${seeds.rounds} rounds were drawn from it, and can be checked now.`}{" "}
        {isOfThese && <a href={verifyHash(lastRound.round_id)}>Check the last one</a>}
      </p>
    </div>
  );
}
