import { useCallback, useEffect, useMemo, useState } from "react";
import { RequestRefused } from "@croupier/client";
import { describeError } from "../shared/errorMessages";
import { addChip, EMPTY_SLIP, gatherStakes, undo, type BetSlip } from "./betSlip";
import { gameOf } from "./games";
import type { MyBet } from "./myBets";
import { totalStake, type BetSpec, type Stake } from "./stakes";
import { beyondLimits, sayWhatIsLeft } from "./tableLimits";
import type { TableStore } from "./tableStore";
import type { TableState } from "./tableState";

export interface SlipMessage {
  readonly kind: "error" | "info";
  readonly text: string;
}

export interface BetSlipControl {
  readonly slip: BetSlip;
  readonly total: number;
  readonly message: SlipMessage | null;
  readonly canRepeat: boolean;
  readonly put: (spot: BetSpec) => void;
  readonly undo: () => void;
  readonly clear: () => void;
  readonly repeat: () => void;
  /** Places the chips, each stake changed as the game wants it. */
  readonly place: (change?: (stake: Stake) => Stake) => void;
}

interface BetSlipInput {
  readonly store: TableStore | null;
  readonly table: TableState | null;
  readonly bets: readonly MyBet[];
  readonly isOpen: boolean;
  readonly chip: number;
  readonly available: number;
  readonly currency: string;
}

/** The player's chips before they are placed, and what can be done with them. */
export function useBetSlip(input: BetSlipInput): BetSlipControl {
  const { store, table, bets, isOpen, chip, available, currency } = input;
  const [slip, setSlip] = useState<BetSlip>(EMPTY_SLIP);
  const [abandoned, setAbandoned] = useState<BetSlip>(EMPTY_SLIP);
  const [message, setMessage] = useState<SlipMessage | null>(null);
  const roundId = table?.roundId ?? null;
  const gameId = table?.gameId ?? "";

  useEffect(() => {
    if (isOpen) setMessage(null);
  }, [isOpen, roundId]);

  useEffect(() => {
    if (isOpen || slip.length === 0) return;
    setAbandoned(slip);
    setSlip(EMPTY_SLIP);
    setMessage({ kind: "info", text: "Betting closed; your unplaced chips came back." });
  }, [isOpen, slip]);

  const repeatable = useMemo(() => {
    const lastRound = bets.find((bet) => bet.roundId !== roundId)?.roundId;
    const { isDecided = () => false } = gameOf(gameId);
    const last = bets
      .filter((bet) => bet.roundId === lastRound)
      .flatMap((bet) => bet.stakes)
      .filter((stake) => !isDecided(stake));
    return abandoned.length > 0 ? abandoned : gatherStakes(last);
  }, [bets, roundId, gameId, abandoned]);

  const tryOut = useCallback(
    (next: BetSlip) => {
      const placed = bets.filter((bet) => bet.roundId === roundId).flatMap((bet) => bet.stakes);
      const complaint = complain(next, placed, available, table, currency);
      setMessage(complaint === null ? null : { kind: "error", text: complaint });
      if (complaint === null) setSlip(next);
    },
    [bets, roundId, available, table, currency],
  );

  const place = useCallback(
    (change: (stake: Stake) => Stake = (stake) => stake) => {
      if (store === null || roundId === null || slip.length === 0) return;
      setSlip(EMPTY_SLIP);
      setAbandoned(EMPTY_SLIP);
      setMessage(null);
      store.placeBet(roundId, gatherStakes(slip.map(change))).catch((error: unknown) => {
        const text = sayWhatIsLeft(error, currency) ?? describeError(error);
        setMessage({ kind: "error", text });
        const isTooLate = error instanceof RequestRefused && error.code === "betting_closed";
        if (isTooLate) setAbandoned(slip);
        else setSlip((since) => [...slip, ...since]);
      });
    },
    [store, roundId, slip, currency],
  );

  return {
    slip,
    total: totalStake(slip),
    message,
    canRepeat: repeatable.length > 0 && slip.length === 0,
    put: useCallback((spot: BetSpec) => tryOut(addChip(slip, spot, chip)), [tryOut, slip, chip]),
    undo: () => setSlip(undo),
    clear: () => setSlip(EMPTY_SLIP),
    repeat: () => tryOut([...slip, ...repeatable]),
    place,
  };
}

/** Why these chips could not be placed; null if they could, as far as this page knows. */
function complain(
  slip: readonly Stake[],
  placed: readonly Stake[],
  available: number,
  table: TableState | null,
  currency: string,
): string | null {
  if (totalStake(slip) > available) return "Your balance is too low for that.";
  return table === null ? null : beyondLimits(slip, placed, table.limits, currency);
}
