import { describeRtp } from "./returns";
import { sitePath } from "./sitePath";
import type { GameInfo } from "./types";

/** What the game gives back, and where its rules are. */
export function GameFacts({ game }: { game: GameInfo }) {
  return (
    <section className="card panel" aria-labelledby="facts-title">
      <h2 id="facts-title">The game</h2>
      <dl className="game-facts">
        <dt>Return to player</dt>
        <dd data-testid="rtp">{describeRtp(game.rtp)}</dd>
        <dt>Volatility</dt>
        <dd>{game.volatility.replaceAll("_", " ")}</dd>
      </dl>
      <p>
        <a href={sitePath(game.rules_url)} target="_blank" rel="noreferrer">
          Rules and paytable
        </a>
      </p>
    </section>
  );
}
