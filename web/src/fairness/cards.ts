import type { Draws } from "./draws";

const RANKS = [..."A23456789TJQK"];

/** A fresh deck as it is laid down: clubs, diamonds, hearts, spades, each from ace to king. */
const DECK: readonly string[] = [..."CDHS"].flatMap((suit) => RANKS.map((rank) => rank + suit));

/** So many decks laid down one after another and shuffled as one, the first card first. */
export function shuffledShoe(draws: Draws, decks: number): Promise<string[]> {
  return draws.shuffle(Array.from({ length: decks }, () => DECK).flat());
}
