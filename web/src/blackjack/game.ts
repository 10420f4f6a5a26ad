import { inWords, type TableGame } from "../tables/tableGame";
import { readOutcome } from "./round";

/** A stake on a hand names seat and hand in one number: 32 is the second hand of the third seat. */
const SEAT_DIGIT = 10;

/** Where a stake of blackjack is: a seat's own bet is on its first hand. */
export function placeOf(type: string, [number = 0]: readonly number[] = []) {
  if (type === "seat" || type === "insurance") return { seat: number, hand: 1 };
  return { seat: Math.floor(number / SEAT_DIGIT), hand: number % SEAT_DIGIT };
}

export const SEATS = [1, 2, 3, 4, 5, 6, 7];

export const BLACKJACK: TableGame = {
  spots: SEATS.map((seat) => ({ type: "seat", selection: [seat] })),
  betName: ({ type, selection }) => {
    const { seat } = placeOf(type, selection);
    return type === "seat" ? `Seat ${seat}` : `${inWords(type)} at seat ${seat}`;
  },
  sayOutcome: (outcome) => {
    const end = readOutcome(outcome);
    if (end === null) return null;
    return end.dealer.blackjack ? "Dealer blackjack" : `Dealer ${end.dealer.total}`;
  },
  isLost: ({ type, selection }, outcome) => {
    const end = readOutcome(outcome);
    if (end === null) return false;
    if (type === "insurance") return !end.dealer.blackjack;
    const { seat, hand } = placeOf(type, selection);
    const result = end.seats.find((each) => each.seat === seat)?.hands[hand - 1]?.result;
    return result === "lose" || result === "bust";
  },
  isDecided: ({ type }) => type !== "seat",
};
