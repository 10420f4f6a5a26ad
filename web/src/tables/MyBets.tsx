import { formatMoney } from "../shared/money/money";
import type { BetStatus, MyBet } from "./myBets";
import { totalStake, type BetSpec } from "./stakes";

const STATUS: Readonly<Record<Exclude<BetStatus, "won">, string>> = {
  sending: "Sending…",
  accepted: "Placed",
  lost: "Lost",
  voided: "Returned",
};

/** Less back than was staked is a loss, whatever part of the bet has won. */
function isProfit(bet: MyBet): boolean {
  return bet.payout !== null && bet.payout > totalStake(bet.stakes);
}

function describePayout(bet: MyBet, currency: string): string {
  const payout = formatMoney(bet.payout ?? 0, currency);
  return isProfit(bet) ? `Won ${payout}` : `${payout} back`;
}

interface MyBetsProps {
  readonly bets: readonly MyBet[];
  readonly currency: string;
  readonly betName: (spec: BetSpec) => string;
  /** What to do first, while there are none. */
  readonly hint: string;
  /** The result of this round is still to be revealed by the picture: don't give it away here. */
  readonly veiledRoundId: string | null;
}

export function MyBets({ bets, currency, betName, hint, veiledRoundId }: MyBetsProps) {
  return (
    <section className="card panel" aria-labelledby="my-bets-title">
      <h2 id="my-bets-title">My bets</h2>
      {bets.length === 0 ? (
        <p className="muted">{hint}</p>
      ) : (
        <ul className="bet-list">
          {bets.slice(0, 8).map((bet) => {
            const isVeiled = bet.roundId === veiledRoundId && bet.status !== "sending";
            const status = isVeiled ? "accepted" : bet.status;
            return (
              <li key={bet.betId} data-bet={bet.betId} data-status={status}>
                <span className="bet-what">{bet.stakes.map(betName).join(", ")}</span>
                <span className="bet-stake">{formatMoney(totalStake(bet.stakes), currency)}</span>
                <span className={isProfit(bet) && !isVeiled ? "bet-status bet-status-won" : "bet-status"}>
                  {status === "won" ? describePayout(bet, currency) : STATUS[status]}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
