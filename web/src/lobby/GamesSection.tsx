import { useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { gameHash } from "../app/route";
import { sitePath } from "../instant/sitePath";
import { describeRtp } from "../instant/returns";
import type { GameInfo } from "../instant/types";
import { describeError } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";

/** The games that one player plays alone. */
export function GamesSection() {
  const { games: api } = usePlayer();
  const [games, setGames] = useState<readonly GameInfo[] | null>(null);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    let isCurrent = true;
    api
      .instant()
      .then((list) => isCurrent && setGames(list))
      .catch((failure: unknown) => isCurrent && setError(failure));
    return () => {
      isCurrent = false;
    };
  }, [api]);

  return (
    <>
      <h2>Games</h2>
      {error !== null && <Notice kind="error">{describeError(error)}</Notice>}
      {games === null ? (
        error === null && <p className="muted">Looking for games…</p>
      ) : games.length === 0 ? (
        <p className="muted">No game is open right now.</p>
      ) : (
        <ul className="games">
          {games.map((game) => (
            <li key={game.game_id}>
              <a className="card game-card" href={gameHash(game.game_id)}>
                <img src={sitePath(game.thumbnail_url)} alt="" width="320" height="200" />
                <strong>{game.name}</strong>
                <span className="muted">RTP {describeRtp(game.rtp)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
