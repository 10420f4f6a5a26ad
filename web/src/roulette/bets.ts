import type { BetSpec } from "../tables/stakes";
import { inWords } from "../tables/tableGame";
import { colourOf, pocketName } from "./wheel";

export type BetType =
  | "straight"
  | "split"
  | "street"
  | "corner"
  | "line"
  | "basket"
  | "dozen"
  | "column"
  | "red"
  | "black"
  | "even"
  | "odd"
  | "low"
  | "high";

/** "x to 1": what a win pays on top of the stake, which comes back as well. */
export const ODDS: Readonly<Record<BetType, number>> = {
  straight: 35,
  split: 17,
  street: 11,
  corner: 8,
  line: 5,
  basket: 6,
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

const ORDINALS = ["", "1st", "2nd", "3rd"];

/** How a person would call it: "Straight 17", "2nd dozen", "Red". */
export function betName({ type, selection = [] }: BetSpec): string {
  switch (type) {
    case "dozen":
    case "column":
      return `${ORDINALS[selection[0] ?? 0]} ${type}`;
    case "basket":
      return "First five";
    case "low":
      return "1 to 18";
    case "high":
      return "19 to 36";
    default: {
      const name = inWords(type);
      return selection.length === 0 ? name : `${name} ${selection.map(pocketName).join("-")}`;
    }
  }
}

/** Whether the bet wins as much as was staked; la partage concerns such bets alone. */
export function isEvenChance({ type }: BetSpec): boolean {
  return oddsOf({ type }) === 1;
}

/** "x to 1", 0 for what isn't offered. */
export function oddsOf({ type }: BetSpec): number {
  return (ODDS as Readonly<Record<string, number>>)[type] ?? 0;
}
