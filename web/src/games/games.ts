import games from "./games.json";

interface Named {
  readonly game_id: string;
  /** How players call it. */
  readonly name: string;
}

export interface Roulette extends Named {
  readonly category: "roulette";
  readonly pockets: number;
  readonly la_partage: boolean;
}

export interface Baccarat extends Named {
  readonly category: "baccarat";
}

/** What tables of blackjack differ in. */
export interface BlackjackRules {
  readonly decks: number;
  readonly hits_soft_17: boolean;
  readonly doubles_after_split: boolean;
  /** How many hands a seat may come to by splitting. */
  readonly max_hands: number;
  readonly surrenders: boolean;
}

export interface Blackjack extends Named, BlackjackRules {
  readonly category: "blackjack";
}

export interface Multiplier extends Named {
  readonly category: "crash" | "limbo";
  /** The highest multiplier, in hundredths. */
  readonly cap: number;
}

export interface Dice extends Named {
  readonly category: "dice";
}

export interface Slots extends Named {
  readonly category: "slots";
}

/** A variant as data; `make api` writes it from the platform's catalogue and games. */
export type Game = Roulette | Baccarat | Blackjack | Multiplier | Dice | Slots;

/** In the catalogue's order. */
export const GAMES = games as readonly unknown[] as readonly Game[];

/** The game of that id; null for one that this site doesn't know. */
export function findGame(gameId: string): Game | null {
  return GAMES.find(({ game_id }) => game_id === gameId) ?? null;
}

/** The highest multiplier of a game that has one, in hundredths. */
export function capOf(gameId: string): number {
  const game = findGame(gameId);
  if (game === null || !("cap" in game)) throw new Error(`${gameId} has no cap`);
  return game.cap;
}
