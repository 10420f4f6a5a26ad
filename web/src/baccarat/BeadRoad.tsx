import type { PastResult } from "../tables/tableState";
import { readCoup } from "./outcome";
import { INITIALS } from "./showCoup";

/** The last coups as beads, newest first: who won, and a dot for each pair. */
export function BeadRoad({ results }: { results: readonly PastResult[] }) {
  return (
    <ol className="result-strip" aria-label="Last results, newest first">
      {results.slice(0, 14).map(({ roundId, outcome }) => {
        const coup = readCoup(outcome);
        if (coup === null) return null;
        return (
          <li key={roundId} className={`result bead bead-${coup.winner}`} data-round={roundId}>
            <span aria-hidden="true">{INITIALS[coup.winner]}</span>
            <span className="visually-hidden">{coup.winner}</span>
            {coup.player_pair && <Dot name="player pair" className="bead-dot bead-dot-player" />}
            {coup.banker_pair && <Dot name="banker pair" className="bead-dot bead-dot-banker" />}
          </li>
        );
      })}
    </ol>
  );
}

function Dot({ name, className }: { name: string; className: string }) {
  return (
    <span className={className}>
      <span className="visually-hidden">, {name}</span>
    </span>
  );
}
