import type { Machine } from "../../fairness/machines";
import { InstantGame } from "../InstantGame";
import type { GameInfo, PastRound } from "../types";
import { SlotStage } from "./SlotStage";
import { spinsOf } from "./spinsOf";
import { symbolName } from "./symbolNames";

/** A slot machine: nothing to choose but the stake. */
export function SlotGame({ game, machine }: { game: GameInfo; machine: Machine }) {
  return (
    <InstantGame
      game={game}
      choice={null}
      step={machine.lines.length}
      stage={(stage) => <SlotStage key={game.game_id} {...stage} machine={machine} />}
      say={say}
      brief={brief}
      playLabel="Spin"
    />
  );
}

/** What the reels came to, in a sentence. */
function say(round: PastRound): string {
  const { spins, free_spins: free } = spinsOf(round);
  const lines = spins.reduce((sum, spin) => sum + spin.lines.length, 0);
  const won = lines === 0 ? "No line wins" : lines === 1 ? oneLine(round) : `${lines} lines win`;
  return free === 0 ? won : `${free} free spins: ${won.toLowerCase()} in all`;
}

function oneLine(round: PastRound): string {
  const { spins } = spinsOf(round);
  const [win] = spins.flatMap((spin) => spin.lines);
  if (win === undefined || spins.length > 1) return "1 line wins";
  return `${win.count} × ${symbolName(win.symbol)} on line ${win.line}`;
}

function brief(round: PastRound): string {
  if (round.payout === 0) return "–";
  const times = Math.floor((100 * round.payout) / round.stake) / 100;
  return `${times.toFixed(2)}×`;
}

