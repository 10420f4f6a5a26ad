// Written by `make api` from docs/api. Change the models instead.

// Amounts are in minor units. `GET /v1/games/{game_id}` says the same as JSON Schemas,
// with every selection that there is.

/** On one number of the wheel. At roulette-european, roulette-american, roulette-french. */
export interface StraightStake {
  readonly type: "straight";
  /** One number of the wheel, in rising order. For example [18]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On two neighbouring numbers of the layout. At roulette-european, roulette-american, roulette-french. */
export interface SplitStake {
  readonly type: "split";
  /** Two neighbouring numbers of the layout, in rising order. For example [17, 18]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On the three numbers of one row, or a trio with zero. At roulette-european, roulette-american, roulette-french. */
export interface StreetStake {
  readonly type: "street";
  /** The three numbers of one row, or a trio with zero, in rising order. For example [16, 17, 18]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On four numbers that meet in one corner of the layout. At roulette-european, roulette-american, roulette-french. */
export interface CornerStake {
  readonly type: "corner";
  /** Four numbers that meet in one corner of the layout, in rising order. For example [16, 17, 19, 20]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On the six numbers of two adjoining rows. At roulette-european, roulette-american, roulette-french. */
export interface LineStake {
  readonly type: "line";
  /** The six numbers of two adjoining rows, in rising order. For example [16, 17, 18, 19, 20, 21]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On one of 1, 2 and 3. At roulette-european, roulette-american, roulette-french. */
export interface DozenStake {
  readonly type: "dozen";
  /** One of 1, 2 and 3, in rising order. For example [2]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On one of 1, 2 and 3. At roulette-european, roulette-american, roulette-french. */
export interface ColumnStake {
  readonly type: "column";
  /** One of 1, 2 and 3, in rising order. For example [2]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At roulette-european, roulette-american, roulette-french. */
export interface RedStake {
  readonly type: "red";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At roulette-european, roulette-american, roulette-french. */
export interface BlackStake {
  readonly type: "black";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At roulette-european, roulette-american, roulette-french. */
export interface EvenStake {
  readonly type: "even";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At roulette-european, roulette-american, roulette-french. */
export interface OddStake {
  readonly type: "odd";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At roulette-european, roulette-american, roulette-french. */
export interface LowStake {
  readonly type: "low";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At roulette-european, roulette-american, roulette-french. */
export interface HighStake {
  readonly type: "high";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On 0, 00 (written 37), 1, 2 and 3. At roulette-american. */
export interface BasketStake {
  readonly type: "basket";
  /** 0, 00 (written 37), 1, 2 and 3, in rising order. For example [0, 1, 2, 3, 37]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At baccarat, baccarat-no-commission. */
export interface PlayerStake {
  readonly type: "player";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At baccarat, baccarat-no-commission. */
export interface BankerStake {
  readonly type: "banker";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At baccarat, baccarat-no-commission. */
export interface TieStake {
  readonly type: "tie";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At baccarat, baccarat-no-commission. */
export interface PlayerPairStake {
  readonly type: "player_pair";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** Takes no selection. At baccarat, baccarat-no-commission. */
export interface BankerPairStake {
  readonly type: "banker_pair";
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On a seat that is taken by whoever bets. At blackjack, blackjack-h17, blackjack-classic. */
export interface SeatStake {
  readonly type: "seat";
  /** The seat's number. For example [4]. */
  readonly selection: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** With a target, or without one to get out by hand. At crash. */
export interface CrashStake {
  readonly type: "crash";
  /** The multiplier at which to get out by itself, in hundredths: 150 is 1.50 times the stake. Leave it out to get out by hand. For example [150]. */
  readonly selection?: readonly number[];
  /** Minor units of the player's currency; tables have limits of their own. For example 100. */
  readonly amount: number;
}

/** On so many of 10,000 rolls, the lowest or the highest. At dice. */
export interface DiceRound {
  /** In all, in minor units of the player's currency. For example 5. */
  readonly stake: number;
  readonly choice: { readonly direction: "under" | "over"; readonly chance: number };
}

/** On a multiplier that is reached. At limbo. */
export interface LimboRound {
  /** In all, in minor units of the player's currency. For example 5. */
  readonly stake: number;
  readonly choice: { readonly target: number };
}

/** On 20 lines at once. At grand-harbour. */
export interface GrandHarbourRound {
  /** In all, in minor units of the player's currency. For example 100. */
  readonly stake: number;
}

/** On 1 lines at once. At lucky-lemons. */
export interface LuckyLemonsRound {
  /** In all, in minor units of the player's currency. For example 5. */
  readonly stake: number;
}

/** What may be staked at each game: at a table, or as a round alone. */
export interface Stakes {
  readonly "roulette-european": StraightStake | SplitStake | StreetStake | CornerStake | LineStake | DozenStake | ColumnStake | RedStake | BlackStake | EvenStake | OddStake | LowStake | HighStake;
  readonly "roulette-american": StraightStake | SplitStake | StreetStake | CornerStake | LineStake | DozenStake | ColumnStake | RedStake | BlackStake | EvenStake | OddStake | LowStake | HighStake | BasketStake;
  readonly "roulette-french": StraightStake | SplitStake | StreetStake | CornerStake | LineStake | DozenStake | ColumnStake | RedStake | BlackStake | EvenStake | OddStake | LowStake | HighStake;
  readonly "baccarat": PlayerStake | BankerStake | TieStake | PlayerPairStake | BankerPairStake;
  readonly "baccarat-no-commission": PlayerStake | BankerStake | TieStake | PlayerPairStake | BankerPairStake;
  readonly "blackjack": SeatStake;
  readonly "blackjack-h17": SeatStake;
  readonly "blackjack-classic": SeatStake;
  readonly "crash": CrashStake;
  readonly "dice": DiceRound;
  readonly "limbo": LimboRound;
  readonly "grand-harbour": GrandHarbourRound;
  readonly "lucky-lemons": LuckyLemonsRound;
}
