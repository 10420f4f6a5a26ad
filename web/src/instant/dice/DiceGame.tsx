import { useState } from "react";
import { usePlayer } from "../../app/context";
import { InstantGame } from "../InstantGame";
import type { GameInfo } from "../types";
import { DiceControls } from "./DiceControls";
import { describeRoll, rollOf, type DiceChoice } from "./diceOdds";
import { DiceStage } from "./DiceStage";

/** Dice: name your own chance. */
export function DiceGame({ game }: { game: GameInfo }) {
  const { currency } = usePlayer().profile;
  const [choice, setChoice] = useState<DiceChoice>({ direction: "under", chance: 4_950 });
  return (
    <InstantGame
      game={game}
      choice={{ ...choice }}
      controls={(stake) => (
        <DiceControls choice={choice} onChoice={setChoice} stake={stake} currency={currency} />
      )}
      stage={(stage) => <DiceStage {...stage} choice={choice} />}
      say={(round) => `Rolled ${describeRoll(rollOf(round))}`}
      brief={(round) => describeRoll(rollOf(round))}
      playLabel="Roll"
    />
  );
}
