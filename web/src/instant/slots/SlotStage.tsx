import { useEffect } from "react";
import type { Machine } from "../../fairness/machines";
import type { StageProps } from "../InstantGame";
import { FreeSpins } from "./FreeSpins";
import { Reels } from "./Reels";
import { spinsOf } from "./spinsOf";
import { useSpinShow } from "./useSpinShow";
import { windowAt } from "./windowAt";

/** The reels, and the free spins one after another. */
export function SlotStage(props: StageProps & { readonly machine: Machine }) {
  const { round, isAsking, onShown, machine } = props;
  const { at, isStopped, goTo } = useSpinShow(round);
  const spins = round === null ? [] : spinsOf(round).spins;
  const spin = spins[at];
  const isOver = round !== null && isStopped && at === spins.length - 1;
  const id = round?.round_id;
  useEffect(() => {
    if (isOver && id !== undefined) onShown(id);
  }, [isOver, id, onShown]);
  return (
    <div className="slot-stage">
      <Reels
        key={`${id}-${at}`}
        machine={machine}
        window={spin?.window ?? windowAt(machine)}
        wins={isStopped ? (spin?.lines ?? []) : []}
        isSpinning={isAsking}
        isNew={round !== null}
      />
      {round !== null && spins.length > 1 && (
        <FreeSpins round={round} spins={spins} at={at} isStopped={isStopped} onGoTo={goTo} />
      )}
    </div>
  );
}
