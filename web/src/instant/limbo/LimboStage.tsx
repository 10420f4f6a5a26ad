import { useEffect } from "react";
import { sayMultiplier } from "../../shared/multiplier";
import type { StageProps } from "../InstantGame";
import { multiplierOf } from "./limboOdds";

/** The multiplier, large; gold where it reached the target. */
export function LimboStage({ round, isAsking, onShown }: StageProps) {
  useEffect(() => {
    if (round !== null) onShown(round.round_id);
  }, [round, onShown]);
  const look = [
    "limbo-number",
    isAsking ? "is-asking" : "",
    round !== null && round.payout > 0 ? "is-reached" : "",
  ];
  return (
    <div className="limbo-stage" aria-hidden="true">
      <div key={round?.round_id} className={look.join(" ")}>
        {sayMultiplier(round === null ? 100 : multiplierOf(round))}
      </div>
    </div>
  );
}
