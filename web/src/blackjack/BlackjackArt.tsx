import { CardsArt } from "../cards/CardsArt";

/** A blackjack. */
export function BlackjackArt() {
  return <CardsArt cards={["AS", "JH"]} />;
}
