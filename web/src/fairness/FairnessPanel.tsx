import { useMemo } from "react";
import type { ProvableRound } from "../roulette/tableState";
import { pocketOutcome } from "./roulette";
import { SealPanel } from "./SealPanel";

interface FairnessPanelProps {
  readonly roundNumber: number | null;
  readonly commitment: string | null;
  readonly provable: ProvableRound | null;
  readonly pockets: number;
}

/** A roulette table's seals: the number is fixed before you bet. */
export function FairnessPanel({ roundNumber, commitment, provable, pockets }: FairnessPanelProps) {
  const proof = useMemo(() => {
    if (provable === null) return null;
    const { roundId, fairness, pocket } = provable;
    const game_id = pockets === 38 ? "roulette-american" : "roulette-european";
    const round = { game_id, fairness, outcome: pocketOutcome(pocket) };
    return { roundId, title: `Round ${fairness.nonce}: ${pocket === 37 ? "00" : pocket}`, round };
  }, [provable, pockets]);
  return (
    <SealPanel roundNumber={roundNumber} commitment={commitment} proof={proof}>
      The number is fixed before you bet, and sealed. Afterwards the seal is opened, and your
      browser checks that nothing was changed.
    </SealPanel>
  );
}
