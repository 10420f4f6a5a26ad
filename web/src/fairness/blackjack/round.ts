import type { BlackjackRules } from "../../games/games";
import { isBlackjack, isDone, isPair, pointsOf, totalOf, type Hand } from "./hands";

const SEATS = 7;
const DEALER_STANDS = 17;

export interface Decision {
  readonly seat: number;
  readonly hand: number;
  readonly decision: string;
}

export interface Seat {
  readonly seat: number;
  readonly hands: Hand[];
  insured: boolean | null;
}

/** The cards that the seeds stand for don't allow what is on record. */
export class Impossible extends Error {
  override name = "Impossible";
}

/**
 * A round of blackjack dealt again from its shoe: cards go one to each seat in rising order, one to
 * the dealer, and again; then each decision takes its cards, and the dealer draws last.
 */
export class DealtAgain {
  readonly seats: readonly Seat[];
  /** The up card alone, until the hole card is turned. */
  dealer: readonly string[];
  dealt: number;
  isOver = false;
  private isInsurance: boolean;
  private readonly holeCard: string;

  constructor(
    private readonly shoe: readonly string[],
    readonly position: number,
    numbers: readonly number[],
    private readonly rules: BlackjackRules,
  ) {
    const seats = [...new Set(numbers)].sort((one, other) => one - other);
    if (seats.length === 0 || seats.some((seat) => seat < 1 || seat > SEATS)) {
      throw new Impossible(`A round is played at some of the seats 1 to ${SEATS}.`);
    }
    const count = seats.length + 1;
    this.dealt = 0;
    const cards = this.take(2 * count);
    this.seats = seats.map((seat, at) => ({
      seat,
      hands: [fresh([cards[at]!, cards[count + at]!])],
      insured: null,
    }));
    this.dealer = [cards[count - 1]!];
    this.holeCard = cards[2 * count - 1]!;
    this.isInsurance = pointsOf(this.dealer[0]!) === 1;
    if (!this.isInsurance) this.peek();
  }

  decide({ seat: number, hand: handNumber, decision }: Decision): void {
    const seat = this.seats.find((each) => each.seat === number);
    const hand = seat?.hands[handNumber - 1];
    if (seat === undefined || hand === undefined) throw new Impossible("There is no such hand.");
    if (decision === "insure" || decision === "decline") {
      this.insure(seat, handNumber, decision === "insure");
      return;
    }
    const on = this.on();
    if (on?.seat !== seat || on.hand !== hand) throw new Impossible("It was another hand's turn.");
    if (!this.choices(seat, hand).includes(decision)) {
      throw new Impossible(`This hand can't ${decision}.`);
    }
    seat.hands.splice(handNumber - 1, 1, this.decided(seat, hand, decision));
    this.goOn();
  }

  private insure(seat: Seat, handNumber: number, insured: boolean): void {
    if (!this.isInsurance || handNumber !== 1 || seat.insured !== null) {
      throw new Impossible("There was no insurance to be decided.");
    }
    seat.insured = insured;
    if (this.seats.some((each) => each.insured === null)) return;
    this.isInsurance = false;
    this.peek();
  }

  private decided(seat: Seat, hand: Hand, decision: string): Hand {
    switch (decision) {
      case "hit":
        return { ...hand, cards: [...hand.cards, ...this.take(1)] };
      case "double":
        return { ...hand, cards: [...hand.cards, ...this.take(1)], doubled: true };
      case "stand":
        return { ...hand, stood: true };
      case "surrender":
        return { ...hand, surrendered: true };
      default: {
        const stood = pointsOf(hand.cards[0]!) === 1; // Split aces take one card each.
        const [kept, moved] = this.take(2).map((card, at) => ({
          ...fresh([hand.cards[at]!, card]),
          stood,
        }));
        seat.hands.push(moved!);
        return kept!;
      }
    }
  }

  /** The hole card is looked at where it could make blackjack; if it does, that is the end. */
  private peek(): void {
    const turned = [...this.dealer, this.holeCard];
    if (isBlackjack(turned)) this.end(turned);
    else this.goOn();
  }

  private goOn(): void {
    if (this.on() !== null) return;
    const dealer = [...this.dealer, this.holeCard];
    if (this.seats.some(needsTheDealer)) {
      while (this.dealerDraws(dealer)) dealer.push(...this.take(1));
    }
    this.end(dealer);
  }

  private dealerDraws(dealer: readonly string[]): boolean {
    const { points, isSoft } = totalOf(dealer);
    return points < DEALER_STANDS || (points === DEALER_STANDS && isSoft && this.rules.hits_soft_17);
  }

  private end(dealer: readonly string[]): void {
    this.dealer = dealer;
    this.isOver = true;
  }

  private on(): { seat: Seat; hand: Hand } | null {
    if (this.isInsurance || this.isOver) return null;
    for (const seat of this.seats) {
      const hand = seat.hands.find((each) => !isDone(each));
      if (hand !== undefined) return { seat, hand };
    }
    return null;
  }

  private choices({ hands }: Seat, hand: Hand): string[] {
    const { doubles_after_split, max_hands, surrenders } = this.rules;
    const allowed = ["hit", "stand"];
    if (hand.cards.length > 2) return allowed;
    if (hands.length === 1 || doubles_after_split) allowed.push("double");
    if (isPair(hand) && hands.length < max_hands) allowed.push("split");
    if (hands.length === 1 && surrenders) allowed.push("surrender");
    return allowed;
  }

  private take(count: number): string[] {
    const from = this.position + this.dealt;
    if (from < 0 || from + count > this.shoe.length) throw new Impossible("The shoe has run out.");
    this.dealt += count;
    return this.shoe.slice(from, from + count);
  }
}

function fresh(cards: readonly string[]): Hand {
  return { cards, doubled: false, surrendered: false, stood: false };
}

/** Whether the dealer's cards still matter to a seat, the dealer having no blackjack. */
function needsTheDealer({ hands }: Seat): boolean {
  if (hands.length === 1 && isBlackjack(hands[0]!.cards)) return false;
  return hands.some((hand) => !hand.surrendered && totalOf(hand.cards).points <= 21);
}
