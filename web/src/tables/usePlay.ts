import { useMemo, useState } from "react";
import type { ServerClock } from "@croupier/client";
import { usePlayer } from "../app/context";
import { useStore } from "../shared/store";
import { amountsBySpot, chipRack } from "./betSlip";
import { roundReturn, type MyBet, type RoundReturn } from "./myBets";
import type { TableState } from "./tableState";
import type { TableStore } from "./tableStore";
import { useBetSlip, type BetSlipControl } from "./useBetSlip";
import { useBettingOpen } from "./useBettingOpen";

/** What a player has and can do at a table, whatever is played there. */
export interface Play {
  readonly clock: ServerClock;
  readonly currency: string;
  readonly bets: readonly MyBet[];
  readonly isOpen: boolean;
  readonly chips: readonly number[];
  readonly chip: number;
  readonly chooseChip: (value: number) => void;
  readonly slip: BetSlipControl;
  /** Chips put down but not placed yet, by spot. */
  readonly pending: ReadonlyMap<string, number>;
  /** Chips of this round's bets that the table has, by spot. */
  readonly placed: ReadonlyMap<string, number>;
  /** What the round brought in; null while that is open. */
  readonly returned: RoundReturn | null;
}

/** The third chip of the rack is the one that is chosen at first. */
const FIRST_CHIP = 2;

export function usePlay(store: TableStore, table: TableState): Play {
  const { line, wallet, profile } = usePlayer();
  const { clock } = line;
  const { currency } = profile;
  const { roundId } = table;
  const balance = useStore(wallet.state);
  const bets = useStore(store.bets);
  const isOpen = useBettingOpen(table, clock);

  const { minStake, maxStake } = table.limits;
  const chips = useMemo(() => chipRack(minStake, maxStake), [minStake, maxStake]);
  const [chosen, chooseChip] = useState<number | null>(null);
  const chip = chosen ?? chips[Math.min(FIRST_CHIP, chips.length - 1)] ?? minStake;
  const available = balance?.available ?? 0;
  const slip = useBetSlip({ store, table, bets, isOpen, chip, available, currency });

  const pending = useMemo(() => amountsBySpot(slip.slip), [slip.slip]);
  const placed = useMemo(() => {
    const ofRound = bets.filter((bet) => bet.roundId === roundId);
    return amountsBySpot(ofRound.flatMap((bet) => bet.stakes));
  }, [bets, roundId]);
  const returned = roundId === null ? null : roundReturn(bets, roundId);
  return {
    clock,
    currency,
    bets,
    isOpen,
    chips,
    chip,
    chooseChip,
    slip,
    pending,
    placed,
    returned,
  };
}
