import type { ComponentType } from "react";
import { BaccaratArt } from "../baccarat/BaccaratArt";
import { BaccaratTable } from "../baccarat/BaccaratTable";
import { BlackjackArt } from "../blackjack/BlackjackArt";
import { BlackjackTable } from "../blackjack/BlackjackTable";
import { CrashArt } from "../crash/CrashArt";
import { CrashTable } from "../crash/CrashTable";
import { RouletteTable } from "../roulette/RouletteTable";
import { WheelArt } from "../roulette/WheelArt";
import type { TableViewProps } from "./tableView";

/** How a game looks: its table, and a small picture of it for the lobby. */
export interface GameView {
  readonly Table: ComponentType<TableViewProps>;
  readonly Art: ComponentType;
}

const ROULETTE: GameView = { Table: RouletteTable, Art: WheelArt };
const BACCARAT: GameView = { Table: BaccaratTable, Art: BaccaratArt };
const BLACKJACK: GameView = { Table: BlackjackTable, Art: BlackjackArt };

const VIEWS: Readonly<Record<string, GameView>> = {
  "roulette-european": ROULETTE,
  "roulette-american": ROULETTE,
  "roulette-french": ROULETTE,
  baccarat: BACCARAT,
  "baccarat-no-commission": BACCARAT,
  crash: { Table: CrashTable, Art: CrashArt },
  blackjack: BLACKJACK,
  "blackjack-h17": BLACKJACK,
};

/** Null for a game that this page can't show. */
export function viewOf(gameId: string): GameView | null {
  return VIEWS[gameId] ?? null;
}
