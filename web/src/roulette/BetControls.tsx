import { formatMoney } from "../shared/money/money";
import type { BetSlipControl } from "./useBetSlip";
import { ChipRack } from "./ChipRack";

interface BetControlsProps {
  readonly chips: readonly number[];
  readonly chip: number;
  readonly onChip: (value: number) => void;
  readonly currency: string;
  readonly isOpen: boolean;
  readonly control: BetSlipControl;
}

export function BetControls({ chips, chip, onChip, currency, isOpen, control }: BetControlsProps) {
  const { slip, total, message, canRepeat } = control;
  const isEmpty = slip.length === 0;
  return (
    <div className="bet-controls">
      {message !== null && (
        <p
          className={`slip-message slip-message-${message.kind}`}
          role={message.kind === "error" ? "alert" : "status"}
        >
          {message.text}
        </p>
      )}
      <ChipRack values={chips} selected={chip} currency={currency} onSelect={onChip} />
      <div className="bet-buttons">
        <button type="button" onClick={control.undo} disabled={isEmpty}>
          Undo
        </button>
        <button type="button" onClick={control.clear} disabled={isEmpty}>
          Clear
        </button>
        <button type="button" onClick={control.repeat} disabled={!isOpen || !canRepeat}>
          Repeat
        </button>
        <button
          type="button"
          className="primary place-bet"
          onClick={control.place}
          disabled={!isOpen || isEmpty}
        >
          {isEmpty ? "Place bet" : `Place ${formatMoney(total, currency)}`}
        </button>
      </div>
    </div>
  );
}
