import { useEffect, useState } from "react";
import { usePlayer } from "../../app/context";
import { Hash } from "../../fairness/Hash";
import { describeError } from "../../shared/errorMessages";
import { Notice } from "../../shared/ui/Notice";
import { useAction } from "../../shared/ui/useAction";
import type { PlayedRound, RevealedSeeds, Seeds } from "../types";
import { Revealed } from "./Revealed";
import { RotateForm } from "./RotateForm";

/** What the next rounds are drawn from, and the way to open the seal of the last ones. */
export function SeedsPanel({ lastRound }: { lastRound: PlayedRound | null }) {
  const { games } = usePlayer();
  const [seeds, setSeeds] = useState<Seeds | null>(null);
  const [revealed, setRevealed] = useState<RevealedSeeds | null>(null);
  const [error, setError] = useState<unknown>(null);
  const action = useAction();

  useEffect(() => {
    let isCurrent = true;
    games
      .seeds()
      .then((found) => isCurrent && setSeeds(found))
      .catch((failure: unknown) => isCurrent && setError(failure));
    return () => {
      isCurrent = false;
    };
  }, [games]);

  const rotate = (clientSeed: string | null) =>
    action.run(async () => {
      try {
        const rotated = await games.rotateSeeds(clientSeed);
        setRevealed(rotated.revealed);
        setSeeds(rotated);
      } catch (failure) {
        // The answer may be lost and the seeds changed all the same: show those in use.
        games.seeds().then(setSeeds, () => undefined);
        throw failure;
      }
    });

  const failure = action.error ?? error;
  return (
    <section className="card panel fairness instant-seeds" aria-labelledby="seeds-title">
      <h2 id="seeds-title">Your seeds</h2>
      <p className="muted">
        Your rounds are drawn from a sealed seed of the house, a seed of yours and a counter. Change
        them whenever you like: the seal is opened, and every round drawn under it can be checked.
      </p>
      {failure !== null && <Notice kind="error">{describeError(failure)}</Notice>}
      {seeds !== null && (
        <>
          <div className="seeds-grid">
            <Hash label="Seal of the house's seed" value={seeds.commitment} />
            <Hash label="Seal of the seed after it" value={seeds.next_commitment} />
            <Hash label="Your seed" value={seeds.client_seed} />
            <Hash label="Rounds drawn from them" value={String(nextNonce(seeds, lastRound))} />
          </div>
          <RotateForm isBusy={action.isBusy} onRotate={rotate} />
        </>
      )}
      {revealed !== null && <Revealed seeds={revealed} lastRound={lastRound} />}
    </section>
  );
}

/** Each round moves the counter on by one; the last answer knows it before the seeds do. */
function nextNonce(seeds: Seeds, lastRound: PlayedRound | null): number {
  const isOfThese = lastRound?.fairness.commitment === seeds.commitment;
  return isOfThese ? Math.max(seeds.nonce, lastRound.fairness.nonce + 1) : seeds.nonce;
}
