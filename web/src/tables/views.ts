import type { ComponentType } from "react";
import { BaccaratArt } from "../baccarat/BaccaratArt";
import { BaccaratTable } from "../baccarat/BaccaratTable";
import { BlackjackArt } from "../blackjack/BlackjackArt";
import { BlackjackTable } from "../blackjack/BlackjackTable";
import { CrashArt } from "../crash/CrashArt";
import { CrashTable } from "../crash/CrashTable";
import { findGame, type Game } from "../games/games";
import { RouletteTable } from "../roulette/RouletteTable";
import { WheelArt } from "../roulette/WheelArt";
import type { TableViewProps } from "./tableView";

/** How a game looks: its table, and a small picture of it for the lobby. */
export interface GameView {
  readonly Table: ComponentType<TableViewProps>;
  readonly Art: ComponentType;
}

const VIEWS: Partial<Readonly<Record<Game["category"], GameView>>> = {
  roulette: { Table: RouletteTable, Art: WheelArt },
  baccarat: { Table: BaccaratTable, Art: BaccaratArt },
  blackjack: { Table: BlackjackTable, Art: BlackjackArt },
  crash: { Table: CrashTable, Art: CrashArt },
};

/** Null for a game that this page can't show. */
export function viewOf(gameId: string): GameView | null {
  const game = findGame(gameId);
  return (game && VIEWS[game.category]) ?? null;
}
