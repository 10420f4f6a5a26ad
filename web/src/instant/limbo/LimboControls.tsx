import { limboReturn } from "../../fairness/multiplier";
import { describeExact } from "../returns";
import { Field } from "../../shared/ui/Field";
import { describeChance } from "./limboOdds";

interface LimboControlsProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly target: number | null;
  readonly problem: string | null;
  /** Minor units; null while it can't be staked. */
  readonly stake: number | null;
  readonly currency: string;
}

const TARGETS = ["1.50", "2.00", "5.00", "10.00", "100.00"];

export function LimboControls(props: LimboControlsProps) {
  const { text, onText, target, problem, stake, currency } = props;
  return (
    <>
      <Field label="Target multiplier" error={problem ?? undefined}>
        {(control) => (
          <input
            {...control}
            inputMode="decimal"
            autoComplete="off"
            value={text}
            onChange={(event) => onText(event.target.value)}
          />
        )}
      </Field>
      <div className="stake-steps" role="group" aria-label="Usual targets">
        {TARGETS.map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={text === each}
            onClick={() => onText(each)}
          >
            {Number(each)}×
          </button>
        ))}
      </div>
      <dl className="odds">
        <div>
          <dt>Chance to win</dt>
          <dd>{target === null ? "–" : describeChance(target)}</dd>
        </div>
        <div>
          <dt>A win brings back</dt>
          <dd>
            {target === null || stake === null
              ? "–"
              : describeExact(limboReturn(stake, target), currency)}
          </dd>
        </div>
      </dl>
    </>
  );
}
