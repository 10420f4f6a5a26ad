import type { PastResult } from "../tables/tableState";
import { readPocket } from "./game";
import { colourOf, pocketName } from "./wheel";

/** The last results, newest first. */
export function ResultStrip({ results }: { results: readonly PastResult[] }) {
  return (
    <ol className="result-strip" aria-label="Last results, newest first">
      {results.slice(0, 14).map(({ roundId, outcome }) => {
        const pocket = readPocket(outcome);
        return (
          pocket !== null && (
            <li key={roundId} className={`result result-${colourOf(pocket)}`} data-round={roundId}>
              {pocketName(pocket)}
              <span className="visually-hidden"> {colourOf(pocket)}</span>
            </li>
          )
        );
      })}
    </ol>
  );
}
