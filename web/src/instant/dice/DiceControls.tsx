import { diceReturn, MAX_CHANCE } from "../../fairness/dice";
import { describeExact } from "../returns";
import {
  describeRoll,
  diceMultiplier,
  winningRolls,
  type DiceChoice,
  type Direction,
} from "./diceOdds";

interface DiceControlsProps {
  readonly choice: DiceChoice;
  readonly onChoice: (choice: DiceChoice) => void;
  /** Minor units; null while it can't be staked. */
  readonly stake: number | null;
  readonly currency: string;
}

const DIRECTIONS: readonly { readonly direction: Direction; readonly label: string }[] = [
  { direction: "under", label: "Low rolls win" },
  { direction: "over", label: "High rolls win" },
];

export function DiceControls({ choice, onChoice, stake, currency }: DiceControlsProps) {
  const [first, last] = winningRolls(choice);
  const chance = (choice.chance / 100).toFixed(2);
  return (
    <>
      <div className="tabs instant-tabs" role="group" aria-label="Which rolls win">
        {DIRECTIONS.map(({ direction, label }) => (
          <button
            key={direction}
            type="button"
            aria-pressed={choice.direction === direction}
            onClick={() => onChoice({ ...choice, direction })}
          >
            {label}
          </button>
        ))}
      </div>
      <div className="field">
        <label htmlFor="dice-chance">Chance to win: {chance} %</label>
        <input
          id="dice-chance"
          type="range"
          min={1}
          max={MAX_CHANCE}
          step={1}
          value={choice.chance}
          aria-valuetext={`${chance} %`}
          onChange={(event) => onChoice({ ...choice, chance: Number(event.target.value) })}
        />
      </div>
      <dl className="odds">
        <div>
          <dt>Wins on</dt>
          <dd>
            {describeRoll(first)} – {describeRoll(last)}
          </dd>
        </div>
        <div>
          <dt>Pays</dt>
          <dd>{diceMultiplier(choice.chance)}×</dd>
        </div>
        <div>
          <dt>A win brings back</dt>
          <dd>
            {stake === null ? "–" : describeExact(diceReturn(stake, choice.chance), currency)}
          </dd>
        </div>
      </dl>
    </>
  );
}
