import { totalStake, type Stake } from "./stakes";

export type BetStatus = "sending" | "accepted" | "won" | "lost" | "voided";

export interface MyBet {
  readonly betId: string;
  readonly roundId: string;
  readonly stakes: readonly Stake[];
  readonly status: BetStatus;
  /** What came back, stake included; null until the round has been settled for this bet. */
  readonly payout: number | null;
  /** In hundredths, for a bet that its player took out of the round. */
  readonly cashedOutAt?: number;
}

export interface RoundReturn {
  readonly stake: number;
  readonly payout: number;
}

/** Marks the bets of a round of which every stake is lost. */
export function applyResult(
  bets: readonly MyBet[],
  roundId: string,
  isLost: (stake: Stake) => boolean,
): readonly MyBet[] {
  return bets.map((bet) =>
    bet.roundId === roundId && bet.status === "accepted" && bet.stakes.every(isLost)
      ? { ...bet, status: "lost" as const, payout: 0 }
      : bet,
  );
}

/** What a round brought in all; null while a bet of it is still unsettled. */
export function roundReturn(bets: readonly MyBet[], roundId: string): RoundReturn | null {
  const ofRound = bets.filter((bet) => bet.roundId === roundId && bet.status !== "sending");
  if (ofRound.length === 0 || ofRound.some((bet) => bet.payout === null)) return null;
  return {
    stake: ofRound.reduce((sum, bet) => sum + totalStake(bet.stakes), 0),
    payout: ofRound.reduce((sum, bet) => sum + (bet.payout ?? 0), 0),
  };
}
