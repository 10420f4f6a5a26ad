import { formatChip, formatMoney } from "../shared/money/money";
import { ChipFace } from "./ChipFace";
import { betKey, type BetSpec } from "./stakes";
import type { Play } from "./usePlay";

interface SpotButtonProps {
  readonly spec: BetSpec;
  readonly name: string;
  /** How it is read out, where the name alone says too little. */
  readonly label?: string;
  /** What it pays, in a few words. */
  readonly pays: string;
  readonly play: Play;
  /** What lies on it, where that is more than what bears its name. */
  readonly amount?: number;
  readonly isWinner?: boolean;
}

/** A place to bet where the layout is no more than a few boxes. */
export function SpotButton(props: SpotButtonProps) {
  const { spec, name, pays, play, isWinner = false } = props;
  const { pending, placed, currency, isOpen, slip } = play;
  const key = betKey(spec);
  const amount = props.amount ?? (pending.get(key) ?? 0) + (placed.get(key) ?? 0);
  const held = amount === 0 ? "" : `, ${formatMoney(amount, currency)} on it`;
  return (
    <button
      type="button"
      className={`spot-button spot-button-${spec.type}${isWinner ? " spot-button-winner" : ""}`}
      data-spot={key}
      aria-label={`${props.label ?? name}, pays ${pays}${held}`}
      aria-disabled={!isOpen}
      onClick={() => isOpen && slip.put(spec)}
    >
      <span className="spot-name">{name}</span>
      <span className="spot-pays">{pays}</span>
      {amount > 0 && (
        <span className={pending.has(key) ? "spot-chip spot-chip-pending" : "spot-chip"}>
          <ChipFace text={formatChip(amount, currency)} />
        </span>
      )}
    </button>
  );
}
