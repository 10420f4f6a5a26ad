import { sayCards } from "./card";
import { PlayingCard } from "./PlayingCard";

interface CardRowProps {
  /** In the order dealt. */
  readonly cards: readonly string[];
  /** Cards that lie there face down, after the others. */
  readonly faceDown?: number;
}

/** Cards beside one another, and what they are in words for those who listen. */
export function CardRow({ cards, faceDown = 0 }: CardRowProps) {
  return (
    <span className="card-row">
      {cards.map((code, index) => (
        <PlayingCard key={`${index}-${code}`} code={code} />
      ))}
      {Array.from({ length: faceDown }, (_, index) => (
        <PlayingCard key={`down-${index}`} code="" />
      ))}
      <span className="visually-hidden">{sayCards(cards)}</span>
    </span>
  );
}
