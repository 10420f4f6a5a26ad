import { useState } from "react";
import { usePlayer } from "../../app/context";
import { capOf } from "../../games/games";
import { sayMultiplier } from "../../shared/multiplier";
import { InstantGame } from "../InstantGame";
import type { GameInfo } from "../types";
import { LimboControls } from "./LimboControls";
import { multiplierOf, parseTarget } from "./limboOdds";
import { LimboStage } from "./LimboStage";

/** Limbo: name a target; a multiplier that reaches it pays it. */
export function LimboGame({ game }: { game: GameInfo }) {
  const { currency } = usePlayer().profile;
  const [text, setText] = useState("2.00");
  const cap = capOf(game.game_id);
  const target = parseTarget(text, cap);
  const problem = target === null ? `Targets are from 1.01 to ${cap / 100}.` : null;
  return (
    <InstantGame
      game={game}
      choice={target === null ? null : { target }}
      choiceProblem={problem}
      controls={(stake) => (
        <LimboControls
          text={text}
          onText={setText}
          target={target}
          problem={problem}
          stake={stake}
          currency={currency}
        />
      )}
      stage={(stage) => <LimboStage {...stage} />}
      say={(round) => `The multiplier is ${sayMultiplier(multiplierOf(round))}`}
      brief={(round) => sayMultiplier(multiplierOf(round))}
      playLabel="Play"
    />
  );
}
