import type { BlackjackRules } from "../../games/games";
import { shuffledShoe } from "../cards";
import type { Draws } from "../draws";
import { isObject, isWhole, type JsonObject } from "../json";
import { isBlackjack, isDone, resultOf, totalOf } from "./hands";
import { DealtAgain, Impossible, type Decision } from "./round";

export interface Replayed {
  readonly outcome: JsonObject;
  /** What follows from the cards of all that `play` tells; the decisions are the players'. */
  readonly play: JsonObject;
}

/** Deals a round anew from where in the shoe it began, and repeats what was decided. */
export async function replay(
  draws: Draws,
  play: unknown,
  rules: BlackjackRules,
): Promise<Replayed> {
  const { position, seats, decisions } = readPlay(play);
  const again = new DealtAgain(await shuffledShoe(draws, rules.decks), position, seats, rules);
  for (const decision of decisions) again.decide(decision);
  if (!again.isOver) throw new Impossible("With these decisions the round was not over.");
  return { outcome: outcomeOf(again), play: playOf(again, decisions) };
}

function readPlay(play: unknown) {
  const { position, seats, decisions } = isObject(play) ? play : {};
  if (!isWhole(position) || !Array.isArray(seats) || !Array.isArray(decisions)) {
    throw new Impossible("The round doesn't say how it was played.");
  }
  const numbers = seats.map((seat: unknown) => (isObject(seat) ? seat.seat : null));
  if (!numbers.every(isWhole) || !decisions.every(isDecision)) {
    throw new Impossible("A seat or a decision is not whole.");
  }
  return { position, seats: numbers, decisions };
}

function isDecision(raw: unknown): raw is Decision {
  return (
    isObject(raw) && isWhole(raw.seat) && isWhole(raw.hand) && typeof raw.decision === "string"
  );
}

function outcomeOf({ dealer, seats }: DealtAgain): JsonObject {
  return {
    dealer: {
      cards: dealer,
      total: totalOf(dealer).points,
      blackjack: isBlackjack(dealer),
    },
    seats: seats.map(({ seat, insured, hands }) => ({
      seat,
      insured: insured === true,
      hands: hands.map((hand) => ({
        cards: hand.cards,
        total: totalOf(hand.cards).points,
        doubled: hand.doubled,
        result: resultOf(hand, dealer, hands.length > 1),
      })),
    })),
  };
}

function playOf(again: DealtAgain, decisions: readonly Decision[]): JsonObject {
  const { points, isSoft } = totalOf(again.dealer);
  return {
    position: again.position,
    dealt: again.dealt,
    stage: "over",
    dealer: { cards: again.dealer, total: points, soft: isSoft },
    seats: again.seats.map(({ seat, insured, hands }) => ({
      seat,
      turn: decisions.filter((decision) => decision.seat === seat).length,
      insured,
      hands: hands.map(({ cards, doubled, surrendered, stood }) => ({
        cards,
        total: totalOf(cards).points,
        soft: totalOf(cards).isSoft,
        doubled,
        surrendered,
        stood,
        done: isDone({ cards, doubled, surrendered, stood }),
      })),
    })),
    on: null,
    choices: [],
    decisions,
  };
}
