import { memo } from "react";
import { readCard, type Suit } from "./card";

/** Each suit in a box of 20 by 20 around its middle. */
const SHAPES: Readonly<Record<Suit, string>> = {
  hearts: "M0 9C-3 5-9 1.5-9-3.6A4.7 4.7 0 0 1 0-5.6 4.7 4.7 0 0 1 9-3.6C9 1.5 3 5 0 9Z",
  diamonds: "M0-9.5Q3-4 7 0 3 4 0 9.5-3 4-7 0-3-4 0-9.5Z",
  spades:
    "M0-9.5C3-5.5 9-2.5 9 2.6A4.6 4.6 0 0 1 1.6 5.4Q2 8 3.6 9.5H-3.6Q-2 8-1.6 5.4A4.6 4.6 0 0 1-9 2.6C-9-2.5-3-5.5 0-9.5Z",
  clubs:
    "M-2.9-2.3A4.5 4.5 0 1 1 2.9-2.3 4.5 4.5 0 1 1 1.5 4.8Q2 8 3.6 9.5H-3.6Q-2 8-1.5 4.8A4.5 4.5 0 1 1-2.9-2.3Z",
};

interface PlayingCardProps {
  /** Rank and suit, such as `TD`; anything else is a card face down. */
  readonly code: string;
}

/** A card as a picture. What it is, is said in text beside it (`Hand`). */
export const PlayingCard = memo(function PlayingCard({ code }: PlayingCardProps) {
  const card = readCard(code);
  if (card === null) {
    return (
      <svg className="playing-card" viewBox="0 0 50 70" aria-hidden="true">
        <rect x="0.5" y="0.5" width="49" height="69" rx="5" className="card-paper" />
        <rect x="4" y="4" width="42" height="62" rx="3" className="card-back" />
        <path d="M25 18l11 17-11 17-11-17z" className="card-back-mark" />
      </svg>
    );
  }
  return (
    <svg
      className={`playing-card playing-card-${card.suit}`}
      viewBox="0 0 50 70"
      aria-hidden="true"
    >
      <rect x="0.5" y="0.5" width="49" height="69" rx="5" className="card-paper" />
      <text x={card.corner === "10" ? 13.5 : 12} y="19" className="card-corner">
        {card.corner}
      </text>
      <path d={SHAPES[card.suit]} transform="translate(12 31) scale(0.6)" />
      <path d={SHAPES[card.suit]} transform="translate(30 47) scale(1.45)" />
    </svg>
  );
});
