import { useMemo } from "react";
import { SealPanel, type Proof } from "../fairness/SealPanel";
import { gameOf } from "./games";
import type { RevealedRound, TableState } from "./tableState";

interface SealProps {
  readonly table: TableState;
  /** Whether the picture has still to show the result that the seal would tell. */
  readonly isVeiled: boolean;
}

/** The promise for the round that is on, and the proof of the last one that was revealed. */
export function Seal({ table, isVeiled }: SealProps) {
  const { gameId, revealed } = table;
  const proof = useMemo(
    () => (revealed === null || isVeiled ? null : proofOf(gameId, revealed)),
    [gameId, revealed, isVeiled],
  );
  // Where players decide, a seal is a whole shoe's, and rounds share it.
  const roundNumber = gameOf(gameId).isDecided === undefined ? table.number : null;
  return (
    <SealPanel roundNumber={roundNumber} commitment={table.commitment} proof={proof}>
      {table.hasDealer
        ? "A person deals here: what you see on the table is the result."
        : "The result is fixed before you bet, and sealed. Afterwards the seal is opened, and " +
          "your browser checks that nothing was changed."}
    </SealPanel>
  );
}

function proofOf(gameId: string, { roundId, outcome, play, fairness }: RevealedRound): Proof {
  const said = gameOf(gameId).sayOutcome(outcome);
  return {
    roundId,
    title: said === null ? "The last round" : `The last round: ${said}`,
    round: { game_id: gameId, fairness, outcome, play },
  };
}
