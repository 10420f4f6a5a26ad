import type { BlackjackOutcomeView, BlackjackPlayView } from "@croupier/client";
import type { Decision, HandResult, ShownHand } from "./round";

export const RESULTS: Readonly<Record<HandResult, string>> = {
  blackjack: "Blackjack",
  win: "Wins",
  push: "Push",
  surrender: "Surrendered",
  lose: "Loses",
  bust: "Bust",
};

export const DECISIONS: Readonly<Record<Decision, string>> = {
  hit: "Hit",
  stand: "Stand",
  double: "Double",
  split: "Split",
  surrender: "Surrender",
  insure: "Insure",
  decline: "No insurance",
};

/** What a hand counts: "soft 17", "14", "22". */
export function sayTotal({ total, isSoft }: Pick<ShownHand, "total" | "isSoft">): string {
  return isSoft ? `soft ${total}` : String(total);
}

/** What the dealer's cards count; an ace alone is not yet one or eleven. */
export function sayDealerTotal({ cards, total, soft }: BlackjackPlayView["dealer"]): string {
  return cards.length === 1 && soft ? "ace" : sayTotal({ total, isSoft: soft });
}

/** How the dealer ended. */
export function sayDealer({ dealer }: BlackjackOutcomeView): string {
  if (dealer.blackjack) return "Dealer has blackjack";
  return dealer.total > 21 ? `Dealer busts with ${dealer.total}` : `Dealer has ${dealer.total}`;
}

/** How the hands of some seats ended, in one sentence. */
export function saySeats(outcome: BlackjackOutcomeView, mine: readonly number[]): string {
  return outcome.seats
    .filter(({ seat }) => mine.includes(seat))
    .flatMap(({ seat, hands }) =>
      hands.map(({ total, result }) => `Seat ${seat}: ${total}, ${RESULTS[result].toLowerCase()}`),
    )
    .join(". ");
}
