import { verifyHash } from "../app/route";
import { isWin } from "../shared/money/returns";
import { describeReturn } from "./returns";
import type { PastRound } from "./types";

const SHOWN = 12;

interface RecentRoundsProps {
  readonly rounds: readonly PastRound[];
  readonly brief: (round: PastRound) => string;
}

/** The last rounds, newest first; each leads to its check. */
export function RecentRounds({ rounds, brief }: RecentRoundsProps) {
  if (rounds.length === 0) return null;
  return (
    <ol className="recent-rounds" aria-label="Last rounds, newest first">
      {rounds.slice(0, SHOWN).map((round) => (
        <li key={round.round_id} data-round={round.round_id}>
          <a
            className={isWin(round.stake, round.payout) ? "recent recent-won" : "recent"}
            href={verifyHash(round.round_id)}
            title={`${describeReturn(round)}. Check this round`}
          >
            {brief(round)}
            <span className="visually-hidden">: {describeReturn(round)}. Check this round</span>
          </a>
        </li>
      ))}
    </ol>
  );
}
