import type { Stake } from "./bets";
import { isWinner, ODDS, totalStake } from "./bets";

export type BetStatus = "sending" | "accepted" | "won" | "lost" | "voided";

export interface MyBet {
  readonly betId: string;
  readonly roundId: string;
  readonly stakes: readonly Stake[];
  readonly status: BetStatus;
  /** What came back, stake included; null until the round has been settled for this bet. */
  readonly payout: number | null;
}

export interface RoundReturn {
  readonly stake: number;
  readonly payout: number;
}

/** What the bet returns on this pocket, stake included: the odds are public. */
export function expectedPayout(bet: MyBet, pocket: number): number {
  return bet.stakes
    .filter((stake) => isWinner(stake, pocket))
    .reduce((sum, stake) => sum + stake.amount * (ODDS[stake.type] + 1), 0);
}

/**
 * Marks the bets that the result has lost.
 *
 * Losing needs no message from the server; winning does, so winners wait for `bet.settled`.
 */
export function applyResult(bets: readonly MyBet[], roundId: string, pocket: number) {
  return bets.map((bet) =>
    bet.roundId === roundId && bet.status === "accepted" && expectedPayout(bet, pocket) === 0
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
