import { formatMoney } from "../shared/money/money";
import { isWin, sayReturnBriefly } from "../shared/money/returns";
import type { BetStatus, MyBet } from "./myBets";
import { totalStake, type BetSpec } from "./stakes";

const STATUS: Readonly<Record<Exclude<BetStatus, "won">, string>> = {
  sending: "Sending…",
  accepted: "Placed",
  lost: "Lost",
  voided: "Returned",
};

function describe(status: BetStatus, { stakes, payout }: MyBet, currency: string): string {
  if (status !== "won") return STATUS[status];
  return sayReturnBriefly(totalStake(stakes), payout ?? 0, currency);
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
            const isProfit = status === "won" && isWin(totalStake(bet.stakes), bet.payout ?? 0);
            return (
              <li
                key={bet.betId}
                data-bet={bet.betId}
                data-status={status}
                data-payout={isVeiled ? null : bet.payout}
              >
                <span className="bet-what">{bet.stakes.map(betName).join(", ")}</span>
                <span className="bet-stake">{formatMoney(totalStake(bet.stakes), currency)}</span>
                <span className={isProfit ? "bet-status bet-status-won" : "bet-status"}>
                  {describe(status, bet, currency)}
                </span>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
