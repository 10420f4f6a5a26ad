import type { ReactNode } from "react";
import type { ServerClock } from "@croupier/client";
import { isWin, sayReturn } from "../shared/money/returns";
import { Countdown } from "./Countdown";
import type { RoundReturn } from "./myBets";
import { phaseName } from "./phaseNames";
import type { TableState } from "./tableState";

/** What the game itself has to say of the round, most of all its result. */
export interface Headline {
  /** Stands where the countdown was. */
  readonly badge: ReactNode;
  /** In place of the phase's name, where the game says it better. */
  readonly title?: string;
  readonly details: string;
  /** A whole sentence, for those who listen. */
  readonly sentence: string;
}

interface RoundStatusProps {
  readonly table: TableState;
  readonly clock: ServerClock;
  readonly isOpen: boolean;
  /** Null until there is something to say, and the picture has shown it. */
  readonly headline: Headline | null;
  readonly returned: RoundReturn | null;
  readonly currency: string;
}

/** What is going on: place bets, wait, or look at the result. */
export function RoundStatus(props: RoundStatusProps) {
  const { table, clock, isOpen, returned, currency } = props;
  const isTaking = isOpen && table.closesAt !== null;
  const headline = isTaking ? null : props.headline;
  const isTooLate = (table.phase === "open" || table.phase === "closing") && !isOpen;
  const phase = isTooLate ? "closed" : table.phase;
  return (
    <div
      className="round-status"
      data-testid="phase"
      data-phase={table.phase}
      data-round={table.roundId}
    >
      <div className="round-line">
        {headline?.badge ?? (isTaking && <Countdown clock={clock} until={table.closesAt} />)}
        <div>
          <p className="round-phase">{headline?.title ?? phaseName(phase)}</p>
          <p className="muted">
            {headline?.details ?? (table.number !== null && `Round ${table.number}`)}
          </p>
        </div>
      </div>
      {props.headline !== null && returned !== null && (
        <Returned {...returned} currency={currency} />
      )}
      <p className="visually-hidden" aria-live="polite" data-testid="announcement">
        {headline !== null && announce(headline, returned, currency)}
      </p>
    </div>
  );
}

/** Only a return above the stake is a win worth cheering; the rest is said plainly. */
function Returned({ stake, payout, currency }: RoundReturn & { currency: string }) {
  const isProfit = isWin(stake, payout);
  return (
    <p className={isProfit ? "returned returned-win" : "returned"} data-testid="returned">
      {isProfit && <span aria-hidden="true">✦ </span>}
      {sayReturn(stake, payout, currency)}
    </p>
  );
}

function announce(headline: Headline, returned: RoundReturn | null, currency: string): string {
  if (returned === null) return headline.sentence;
  return `${headline.sentence} ${sayReturn(returned.stake, returned.payout, currency)}.`;
}
