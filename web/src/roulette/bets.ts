import { colourOf } from "./wheel";

export type BetType =
  | "straight"
  | "split"
  | "street"
  | "corner"
  | "line"
  | "dozen"
  | "column"
  | "red"
  | "black"
  | "even"
  | "odd"
  | "low"
  | "high";

/** What a bet is on. `selection` as on the wire: numbers, or which dozen or column. */
export interface BetSpec {
  readonly type: BetType;
  readonly selection?: readonly number[];
}

export interface Stake extends BetSpec {
  /** Minor units. */
  readonly amount: number;
}

/** "x to 1": what a win pays on top of the stake, which comes back as well. */
export const ODDS: Readonly<Record<BetType, number>> = {
  straight: 35,
  split: 17,
  street: 11,
  corner: 8,
  line: 5,
  dozen: 2,
  column: 2,
  red: 1,
  black: 1,
  even: 1,
  odd: 1,
  low: 1,
  high: 1,
};

const ALL_NUMBERS = Array.from({ length: 36 }, (_, index) => index + 1);

/** The pockets on which the bet wins. */
export function coveredPockets({ type, selection = [] }: BetSpec): readonly number[] {
  const [which = 0] = selection;
  switch (type) {
    case "dozen":
      return ALL_NUMBERS.filter((number) => Math.ceil(number / 12) === which);
    case "column":
      return ALL_NUMBERS.filter((number) => ((number - 1) % 3) + 1 === which);
    case "red":
    case "black":
      return ALL_NUMBERS.filter((number) => colourOf(number) === type);
    case "even":
      return ALL_NUMBERS.filter((number) => number % 2 === 0);
    case "odd":
      return ALL_NUMBERS.filter((number) => number % 2 === 1);
    case "low":
      return ALL_NUMBERS.slice(0, 18);
    case "high":
      return ALL_NUMBERS.slice(18);
    default:
      return selection;
  }
}

/** A name for the spot that is the same however the selection was ordered. */
export function betKey({ type, selection }: BetSpec): string {
  const numbers = [...(selection ?? [])].sort((a, b) => a - b);
  return numbers.length === 0 ? type : `${type}:${numbers.join("-")}`;
}

const ORDINALS = ["", "1st", "2nd", "3rd"];

/** How a person would call it: "Straight 17", "2nd dozen", "Red". */
export function betName({ type, selection = [] }: BetSpec): string {
  switch (type) {
    case "dozen":
    case "column":
      return `${ORDINALS[selection[0] ?? 0]} ${type}`;
    case "low":
      return "1 to 18";
    case "high":
      return "19 to 36";
    default: {
      const name = type.charAt(0).toUpperCase() + type.slice(1);
      return selection.length === 0 ? name : `${name} ${selection.join("-")}`;
    }
  }
}

export function isWinner(spec: BetSpec, pocket: number): boolean {
  return coveredPockets(spec).includes(pocket);
}

export function totalStake(stakes: readonly Stake[]): number {
  return stakes.reduce((sum, stake) => sum + stake.amount, 0);
}
