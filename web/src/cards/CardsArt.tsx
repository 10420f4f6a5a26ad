import { PlayingCard } from "./PlayingCard";

/** Two cards, fanned: the picture of a card game in the lobby. */
export function CardsArt({ cards }: { cards: readonly [string, string] }) {
  return (
    <span className="cards-art" aria-hidden="true">
      <PlayingCard code={cards[0]} />
      <PlayingCard code={cards[1]} />
    </span>
  );
}
