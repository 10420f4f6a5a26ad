/** What a bet is on, in the game's own words; `selection` as on the wire. */
export interface BetSpec {
  readonly type: string;
  readonly selection?: readonly number[];
}

export interface Stake extends BetSpec {
  /** Minor units. */
  readonly amount: number;
}

/** A name for the spot that is the same however the selection was ordered. */
export function betKey({ type, selection }: BetSpec): string {
  const numbers = [...(selection ?? [])].sort((a, b) => a - b);
  return numbers.length === 0 ? type : `${type}:${numbers.join("-")}`;
}

export function totalStake(stakes: readonly Stake[]): number {
  return stakes.reduce((sum, stake) => sum + stake.amount, 0);
}
