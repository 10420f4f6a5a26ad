import { pocketName } from "../roulette/wheel";
import { formatMoney } from "../shared/money/money";
import { sayMultiplier } from "../shared/multiplier";
import { isObject, isWhole } from "./json";

/** An outcome in plain words, for any game; as JSON where it has none. */
export function describeOutcome(outcome: unknown): string {
  if (isObject(outcome)) {
    const { pocket, colour, roll, multiplier, player, banker, dealer, pays, free_spins } = outcome;
    if (typeof pocket === "number") return `${pocketName(pocket)} ${String(colour)}`;
    if (typeof roll === "number") return `a roll of ${roll}`;
    if (typeof multiplier === "number") return sayMultiplier(multiplier);
    if (Array.isArray(player) && Array.isArray(banker)) {
      const totals = `${String(outcome.player_total)} to ${String(outcome.banker_total)}`;
      return `player ${cards(player)}, banker ${cards(banker)}: ${totals}`;
    }
    if (isObject(dealer) && Array.isArray(dealer.cards)) return `dealer ${cards(dealer.cards)}`;
    if (typeof pays === "number" && Array.isArray(outcome.spins)) {
      const free = free_spins === 0 ? "" : ` and ${String(free_spins)} free ones`;
      const first: unknown = outcome.spins[0];
      const stops = isObject(first) && Array.isArray(first.stops) ? first.stops.join(", ") : "?";
      const worth = pays === 0 ? "without a win" : `worth ${pays} line stakes`;
      return `reels at ${stops}${free}, ${worth}`;
    }
  }
  return JSON.stringify(outcome);
}

/** An amount of minor units; as it is where the round doesn't tell a currency. */
export function describeAmount(amount: unknown, currency: unknown): string {
  const isMoney = isWhole(amount) && typeof currency === "string" && /^[A-Z]{3}$/.test(currency);
  return isMoney ? formatMoney(amount, currency) : String(amount);
}

const SUITS: Readonly<Record<string, string>> = { C: "♣", D: "♦", H: "♥", S: "♠" };

function cards(names: readonly unknown[]): string {
  return names
    .map((name) => String(name))
    .map((name) => name.slice(0, -1).replace("T", "10") + (SUITS[name.slice(-1)] ?? name.slice(-1)))
    .join(" ");
}
