import { useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { LOBBY } from "../app/route";
import { machineOf } from "../fairness/machines";
import { findGame } from "../games/games";
import { describeError } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";
import { DiceGame } from "./dice/DiceGame";
import { LimboGame } from "./limbo/LimboGame";
import { SlotGame } from "./slots/SlotGame";
import type { GameInfo } from "./types";

/** One instant game, once the catalogue has told about it. */
export function GamePage({ gameId }: { gameId: string }) {
  const { games } = usePlayer();
  const [game, setGame] = useState<GameInfo | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isCurrent = true;
    games
      .get(gameId)
      .then((found) => isCurrent && setGame(found))
      .catch((failure: unknown) => isCurrent && setError(failure));
    return () => {
      isCurrent = false;
    };
  }, [games, gameId]);

  if (error !== null) {
    return (
      <div className="page">
        <Notice kind="error">
          {describeError(error)} <a href={LOBBY}>Back to the lobby</a>
        </Notice>
      </div>
    );
  }
  if (game === null) return <p className="page-message">Setting up the game…</p>;
  return <Game game={game} />;
}

function Game({ game }: { game: GameInfo }) {
  const category = findGame(game.game_id)?.category;
  if (category === "dice") return <DiceGame game={game} />;
  if (category === "limbo") return <LimboGame game={game} />;
  const machine = machineOf(game.game_id);
  if (machine !== null) return <SlotGame game={game} machine={machine} />;
  return (
    <div className="page">
      <Notice kind="info">
        {game.name} isn't played on a page of its own. <a href={LOBBY}>Back to the lobby</a>
      </Notice>
    </div>
  );
}
