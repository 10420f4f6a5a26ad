import type { PastResult } from "./tableState";

/** The last results, newest first. */
export function ResultStrip({ results }: { results: readonly PastResult[] }) {
  return (
    <ol className="result-strip" aria-label="Last results, newest first">
      {results.slice(0, 14).map((result, index) => (
        <li
          key={`${result.roundId}-${index}`}
          className={`result result-${result.colour}`}
          data-round={result.roundId}
        >
          {result.pocket}
          <span className="visually-hidden"> {result.colour}</span>
        </li>
      ))}
    </ol>
  );
}
