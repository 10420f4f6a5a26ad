import { formatMoney } from "../shared/money/money";
import { describeRtp } from "./returns";
import { sitePath } from "./sitePath";
import type { GameInfo } from "./types";

/** What the game gives back, what it takes, and where its rules are. */
export function GameFacts({ game, currency }: { game: GameInfo; currency: string }) {
  return (
    <section className="card panel" aria-labelledby="facts-title">
      <h2 id="facts-title">The game</h2>
      <dl className="game-facts">
        <dt>Return to player</dt>
        <dd data-testid="rtp">{describeRtp(game.rtp)}</dd>
        <dt>Volatility</dt>
        <dd>{game.volatility.replaceAll("_", " ")}</dd>
        <dt>Stakes</dt>
        <dd>
          {formatMoney(game.min_stake, currency)} – {formatMoney(game.max_stake, currency)}
        </dd>
      </dl>
      <p>
        <a href={sitePath(game.rules_url)} target="_blank" rel="noreferrer">
          Rules and paytable
        </a>
      </p>
    </section>
  );
}
