import type { Spin } from "../../fairness/slot";
import { formatMoney } from "../../shared/money/money";
import type { PlayedRound } from "../types";
import { spinsOf } from "./spinsOf";

interface FreeSpinsProps {
  readonly round: PlayedRound;
  readonly spins: readonly Spin[];
  readonly at: number;
  readonly isStopped: boolean;
  readonly onGoTo: (at: number) => void;
}

/** Where in a round with free spins the reels are, and the way through it. */
export function FreeSpins({ round, spins, at, isStopped, onGoTo }: FreeSpinsProps) {
  const { pays } = spinsOf(round);
  const soFar = spins.slice(0, isStopped ? at + 1 : at).reduce((sum, spin) => sum + spin.pays, 0);
  // What a line stake is follows from what all of them came to.
  const amount = pays === 0 ? 0 : Math.round((round.payout * soFar) / pays);
  const last = spins.length - 1;
  return (
    <div className="free-spins">
      <button type="button" disabled={at === 0} onClick={() => onGoTo(at - 1)}>
        Back
      </button>
      <p>
        <strong>{at === 0 ? "The paid spin" : `Free spin ${at} of ${last}`}</strong>
        <span className="muted"> {formatMoney(amount, round.currency)} so far</span>
      </p>
      <button type="button" disabled={at === last} onClick={() => onGoTo(at + 1)}>
        Next
      </button>
      <button type="button" disabled={at === last} onClick={() => onGoTo(last)}>
        To the end
      </button>
    </div>
  );
}
