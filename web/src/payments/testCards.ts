import type { CardDetails } from "./psp";

export interface TestCard {
  readonly label: string;
  readonly card: CardDetails;
}

const NEXT_YEARS = new Date().getFullYear() + 3;

function testCard(label: string, number: string): TestCard {
  return { label, card: { number, expMonth: 12, expYear: NEXT_YEARS, cvc: "123" } };
}

/** The provider's published test numbers; none of them is anybody's card. */
export const TEST_CARDS: readonly TestCard[] = [
  testCard("Visa that works · 4242", "4242 4242 4242 4242"),
  testCard("Visa that is declined · 0341", "4000 0000 0000 0341"),
  testCard("Visa that asks for confirmation · 3155", "4000 0025 0000 3155"),
];
