import { useEffect } from "react";
import { ROLLS } from "../../fairness/dice";
import type { StageProps } from "../InstantGame";
import { describeRoll, rollOf, winningRolls, type DiceChoice } from "./diceOdds";

/** The rolls as a line, the winning ones gold, and a marker where the last roll fell. */
export function DiceStage(props: StageProps & { readonly choice: DiceChoice }) {
  const { round, isAsking, onShown, choice } = props;
  useEffect(() => {
    if (round !== null) onShown(round.round_id);
  }, [round, onShown]);
  const [first, last] = winningRolls(choice);
  const left = (100 * first) / ROLLS;
  const width = (100 * (last + 1 - first)) / ROLLS;
  return (
    <div className={isAsking ? "dice-stage is-asking" : "dice-stage"} aria-hidden="true">
      <div className="dice-number">{round === null ? "00.00" : describeRoll(rollOf(round))}</div>
      <div className="dice-track">
        <div className="dice-zone" style={{ left: `${left}%`, width: `${width}%` }} />
        {round !== null && (
          <div className="dice-marker" style={{ left: `${(100 * rollOf(round)) / ROLLS}%` }} />
        )}
      </div>
      <div className="dice-scale">
        {[0, 25, 50, 75, 100].map((mark) => (
          <span key={mark} style={{ left: `${mark}%` }}>
            {mark}
          </span>
        ))}
      </div>
    </div>
  );
}
