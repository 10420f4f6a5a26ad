import { RequestRefused } from "@croupier/client";
import { formatMoney } from "../shared/money/money";
import { gatherStakes } from "./betSlip";
import { betKey, totalStake, type Stake } from "./stakes";
import type { TableLimits } from "./tableState";

/**
 * Why these chips could not be placed beside what the player has on the round; null if they could,
 * as far as this page knows. What the house is willing to lose is the server's to say.
 */
export function beyondLimits(
  slip: readonly Stake[],
  placed: readonly Stake[],
  { maxStake, maxBet }: TableLimits,
  currency: string,
): string | null {
  const wanted = new Set(slip.map(betKey));
  const onSpots = gatherStakes([...placed, ...slip]).filter((stake) => wanted.has(betKey(stake)));
  if (onSpots.some((stake) => stake.amount > maxStake)) {
    return `At most ${formatMoney(maxStake, currency)} on one spot in a round.`;
  }
  if (totalStake(placed) + totalStake(slip) > maxBet) {
    return `At most ${formatMoney(maxBet, currency)} in one round.`;
  }
  return null;
}

/** What the server says of a bet beyond the limits, with what they leave; null for other errors. */
export function sayWhatIsLeft(error: unknown, currency: string): string | null {
  if (!(error instanceof RequestRefused) || error.code !== "stake_out_of_range") return null;
  const { limit, remaining } = (error.details ?? {}) as { limit?: unknown; remaining?: unknown };
  if (typeof remaining !== "number") return null;
  const left = formatMoney(remaining, currency);
  switch (limit) {
    case "max_stake":
      return `That spot takes only ${left} more of you in this round.`;
    case "max_bet":
      return `This round takes only ${left} more of you.`;
    case "max_player_exposure":
    case "max_exposure":
      return `That could win too much: only ${left} more can be won in this round.`;
    default:
      return null;
  }
}
