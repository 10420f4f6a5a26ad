import { shuffledShoe } from "./cards";
import type { Draws } from "./draws";
import type { JsonObject } from "./json";

const DECKS = 8;
const NATURAL = 8;

/** The player's third cards to which the banker draws, by the banker's own total. */
const BANKER_DRAWS_TO: readonly string[] = [
  "0123456789",
  "0123456789",
  "0123456789",
  "012345679",
  "234567",
  "4567",
  "67",
  "",
];

/** Deals one coup from a freshly shuffled shoe. */
export async function dealCoup(draws: Draws): Promise<JsonObject> {
  return coup(await shuffledShoe(draws, DECKS));
}

/** What a shoe's first cards make, by the rules for the third card. */
export function coup(shoe: readonly string[]): JsonObject {
  const [first, second, third, fourth, ...rest] = shoe as [string, string, string, string];
  const player = [first, third];
  const banker = [second, fourth];
  if (Math.max(total(player), total(banker)) < NATURAL) {
    const playerDraws = total(player) <= 5;
    if (playerDraws) player.push(rest.shift()!);
    const bankerDraws = playerDraws
      ? BANKER_DRAWS_TO[total(banker)]!.includes(String(value(player[2]!)))
      : total(banker) <= 5;
    if (bankerDraws) banker.push(rest.shift()!);
  }
  const [ours, theirs] = [total(player), total(banker)];
  return {
    player,
    banker,
    player_total: ours,
    banker_total: theirs,
    winner: ours === theirs ? "tie" : ours > theirs ? "player" : "banker",
    player_pair: isPair(player),
    banker_pair: isPair(banker),
  };
}

/** Of a hand's sum only the last digit counts. */
export function total(cards: readonly string[]): number {
  return cards.reduce((sum, card) => sum + value(card), 0) % 10;
}

/** Tens and court cards count nothing, an ace one. */
function value(card: string): number {
  return "A23456789".indexOf(card[0]!) + 1;
}

function isPair([one, other]: readonly string[]): boolean {
  return one![0] === other![0];
}
