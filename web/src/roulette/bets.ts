import { GAMES } from "../games/games";
import { paysOf } from "../tables/offers";
import type { BetSpec } from "../tables/stakes";
import { inWords } from "../tables/tableGame";
import { colourOf, pocketName } from "./wheel";

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

/** The layouts on which roulette is played; a bet pays the same wherever it is offered. */
const LAYOUTS = GAMES.filter(({ category }) => category === "roulette");

/** "35 to 1": what a win pays on top of the stake; null for what isn't offered. */
export function pays({ type }: BetSpec): string | null {
  return LAYOUTS.map(({ game_id }) => paysOf(game_id, type)).find((words) => words !== null) ?? null;
}

/** Whether the bet wins as much as was staked; la partage concerns such bets alone. */
export function isEvenChance(spec: BetSpec): boolean {
  return pays(spec) === "1 to 1";
}
