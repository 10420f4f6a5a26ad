import type { PastResult } from "../tables/tableState";
import { readMultiplier } from "./game";
import { sayMultiplier } from "../shared/multiplier";

/** Where the last rounds broke, newest first. */
export function CrashStrip({ results }: { results: readonly PastResult[] }) {
  return (
    <ol className="result-strip" aria-label="Last results, newest first">
      {results.slice(0, 12).map(({ roundId, outcome }) => {
        const multiplier = readMultiplier(outcome);
        if (multiplier === null) return null;
        const size = multiplier >= 1_000 ? "high" : multiplier >= 200 ? "fair" : "low";
        return (
          <li key={roundId} className={`result crash-result crash-${size}`} data-round={roundId}>
            {sayMultiplier(multiplier)}
          </li>
        );
      })}
    </ol>
  );
}
