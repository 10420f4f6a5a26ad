import type { ServerClock } from "@croupier/client";
import { formatMoney } from "../shared/money/money";
import { Countdown } from "./Countdown";
import type { RoundReturn } from "./myBets";
import { phaseName } from "./phaseNames";
import type { TableState } from "./tableState";
import { colourOf } from "./wheel";

interface RoundStatusProps {
  readonly table: TableState;
  readonly clock: ServerClock;
  readonly isOpen: boolean;
  /** The pocket, once the ball lies in it. */
  readonly pocket: number | null;
  readonly returned: RoundReturn | null;
  readonly currency: string;
}

/** What is going on: place bets, wait, or look at the result. */
export function RoundStatus(props: RoundStatusProps) {
  const { table, clock, isOpen, pocket, returned, currency } = props;
  const isTaking = isOpen && table.closesAt !== null;
  return (
    <div
      className="round-status"
      data-testid="phase"
      data-phase={table.phase}
      data-round={table.roundId}
    >
      <div className="round-line">
        {pocket !== null && !isTaking ? (
          <span className={`result-big result-${colourOf(pocket)}`}>{pocket}</span>
        ) : (
          isTaking && <Countdown clock={clock} until={table.closesAt} />
        )}
        <div>
          <p className="round-phase">
            {table.phase === "open" && !isOpen ? phaseName("closed") : phaseName(table.phase)}
          </p>
          <p className="muted">
            {pocket !== null && !isTaking
              ? describePocket(pocket)
              : table.number !== null && `Round ${table.number}`}
          </p>
        </div>
      </div>
      {pocket !== null && returned !== null && <Returned {...returned} currency={currency} />}
      <p className="visually-hidden" aria-live="polite" data-testid="announcement">
        {pocket !== null && !isTaking && announce(pocket, returned, currency)}
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

function announce(pocket: number, returned: RoundReturn | null, currency: string): string {
  const result = `The result is ${pocket}, ${describePocket(pocket)}.`;
  return returned === null ? result : `${result} ${describeReturn(returned, currency)}.`;
}

function describePocket(pocket: number): string {
  if (pocket === 0) return "Zero";
  const colour = colourOf(pocket) === "red" ? "Red" : "Black";
  return `${colour} · ${pocket % 2 === 0 ? "even" : "odd"} · ${pocket <= 18 ? "1–18" : "19–36"}`;
}
