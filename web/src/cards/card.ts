export type Suit = "spades" | "hearts" | "diamonds" | "clubs";

/** A card as the wire writes it, taken apart. */
export interface Card {
  /** As on its corner: "A", "10", "K". */
  readonly corner: string;
  readonly suit: Suit;
  /** As it is said: "ten of diamonds". */
  readonly name: string;
}

const SUITS: Readonly<Record<string, Suit>> = {
  S: "spades",
  H: "hearts",
  D: "diamonds",
  C: "clubs",
};

const RANKS: Readonly<Record<string, string>> = {
  A: "ace",
  "2": "two",
  "3": "three",
  "4": "four",
  "5": "five",
  "6": "six",
  "7": "seven",
  "8": "eight",
  "9": "nine",
  T: "ten",
  J: "jack",
  Q: "queen",
  K: "king",
};

/** Reads rank and suit, such as `TD`; null for anything that is no card. */
export function readCard(code: string): Card | null {
  const rank = RANKS[code.charAt(0)];
  const suit = SUITS[code.charAt(1)];
  if (code.length !== 2 || rank === undefined || suit === undefined) return null;
  const corner = code.charAt(0) === "T" ? "10" : code.charAt(0);
  return { corner, suit, name: `${rank} of ${suit}` };
}

/** Cards in one phrase: "ace of spades, ten of diamonds". */
export function sayCards(codes: readonly string[]): string {
  return codes.map((code) => readCard(code)?.name ?? code).join(", ");
}
