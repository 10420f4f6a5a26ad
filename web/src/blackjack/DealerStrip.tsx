import type { PastResult } from "../tables/tableState";
import { readOutcome } from "./round";

/** What the dealer had in the last rounds, newest first. */
export function DealerStrip({ results }: { results: readonly PastResult[] }) {
  return (
    <ol className="result-strip" aria-label="The dealer's last hands, newest first">
      {results.slice(0, 12).map(({ roundId, outcome }) => {
        const dealer = readOutcome(outcome)?.dealer;
        if (dealer === undefined) return null;
        const isBust = dealer.total > 21;
        return (
          <li
            key={roundId}
            className={`result dealer-result${isBust ? " dealer-bust" : ""}`}
            data-round={roundId}
          >
            {dealer.blackjack ? "BJ" : dealer.total}
            {isBust && <span className="visually-hidden"> bust</span>}
          </li>
        );
      })}
    </ol>
  );
}
