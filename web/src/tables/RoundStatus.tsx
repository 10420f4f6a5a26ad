import type { ReactNode } from "react";
import type { ServerClock } from "@croupier/client";
import { formatMoney } from "../shared/money/money";
import { Countdown } from "./Countdown";
import type { RoundReturn } from "./myBets";
import { phaseName } from "./phaseNames";
import type { TableState } from "./tableState";

/** A round's result as the player reads and hears it. */
export interface ShownResult {
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
  /** Null until the picture has shown it. */
  readonly result: ShownResult | null;
  readonly returned: RoundReturn | null;
  readonly currency: string;
}

/** What is going on: place bets, wait, or look at the result. */
export function RoundStatus(props: RoundStatusProps) {
  const { table, clock, isOpen, returned, currency } = props;
  const isTaking = isOpen && table.closesAt !== null;
  const result = isTaking ? null : props.result;
  const phase = table.phase === "open" && !isOpen ? "closed" : table.phase;
  return (
    <div
      className="round-status"
      data-testid="phase"
      data-phase={table.phase}
      data-round={table.roundId}
    >
      <div className="round-line">
        {result?.badge ?? (isTaking && <Countdown clock={clock} until={table.closesAt} />)}
        <div>
          <p className="round-phase">{result?.title ?? phaseName(phase)}</p>
          <p className="muted">
            {result?.details ?? (table.number !== null && `Round ${table.number}`)}
          </p>
        </div>
      </div>
      {props.result !== null && returned !== null && (
        <Returned {...returned} currency={currency} />
      )}
      <p className="visually-hidden" aria-live="polite" data-testid="announcement">
        {result !== null && announce(result, returned, currency)}
      </p>
    </div>
  );
}

/** Only a return above the stake is a win worth cheering; the rest is said plainly. */
function Returned({ stake, payout, currency }: RoundReturn & { currency: string }) {
  const isProfit = payout > stake;
  return (
    <p className={isProfit ? "returned returned-win" : "returned"} data-testid="returned">
      {isProfit && <span aria-hidden="true">✦ </span>}
      {describeReturn({ stake, payout }, currency)}
    </p>
  );
}

function describeReturn({ stake, payout }: RoundReturn, currency: string): string {
  if (payout > stake) return `You won ${formatMoney(payout - stake, currency)}`;
  if (payout === 0) return `No return on ${formatMoney(stake, currency)}`;
  return `${formatMoney(payout, currency)} back of ${formatMoney(stake, currency)}`;
}

function announce(result: ShownResult, returned: RoundReturn | null, currency: string): string {
  if (returned === null) return result.sentence;
  return `${result.sentence} ${describeReturn(returned, currency)}.`;
}
