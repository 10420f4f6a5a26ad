const BEST = 21;
const ACE = 1;

export interface Total {
  readonly points: number;
  /** An ace counts 11 in it. */
  readonly isSoft: boolean;
}

export interface Hand {
  readonly cards: readonly string[];
  readonly doubled: boolean;
  readonly surrendered: boolean;
  readonly stood: boolean;
}

/** What a card counts, an ace as 1. */
export function pointsOf(card: string): number {
  const rank = card[0]!;
  if (rank === "A") return ACE;
  return "TJQK".includes(rank) ? 10 : Number(rank);
}

export function totalOf(cards: readonly string[]): Total {
  const least = cards.reduce((sum, card) => sum + pointsOf(card), 0);
  const isSoft = cards.some((card) => pointsOf(card) === ACE) && least + 10 <= BEST;
  return { points: isSoft ? least + 10 : least, isSoft };
}

/** An ace and a ten; after a split they are 21 like any other. */
export function isBlackjack(cards: readonly string[]): boolean {
  return cards.length === 2 && totalOf(cards).points === BEST;
}

/** Nothing is left to be decided about it; nobody needs to stand on 21. */
export function isDone(hand: Hand): boolean {
  return hand.stood || hand.doubled || hand.surrendered || totalOf(hand.cards).points >= BEST;
}

export function isPair({ cards: [one, other, ...more] }: Hand): boolean {
  return more.length === 0 && pointsOf(one!) === pointsOf(other!);
}

/** How a hand ends against all of the dealer's cards. */
export function resultOf(hand: Hand, dealer: readonly string[], isSplit: boolean): string {
  if (hand.surrendered) return "surrender";
  const own = totalOf(hand.cards).points;
  const others = totalOf(dealer).points;
  if (own > BEST) return "bust";
  const isNatural = isBlackjack(hand.cards) && !isSplit;
  if (isNatural || isBlackjack(dealer)) {
    if (isNatural && isBlackjack(dealer)) return "push";
    return isNatural ? "blackjack" : "lose";
  }
  if (others > BEST || own > others) return "win";
  return own === others ? "push" : "lose";
}
