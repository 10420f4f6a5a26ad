import type { FairnessView } from "@croupier/client";
import type { TableState } from "../tables/tableState";
import { readPocket } from "./game";

/** A finished spin that can be checked. */
export interface ProvableRound {
  readonly roundId: string;
  readonly pocket: number;
  readonly fairness: FairnessView;
}

/** The table's last revealed round, as roulette reads it. */
export function provableSpin({ revealed }: TableState): ProvableRound | null {
  const pocket = revealed === null ? null : readPocket(revealed.outcome);
  if (revealed === null || pocket === null) return null;
  return { roundId: revealed.roundId, pocket, fairness: revealed.fairness };
}
