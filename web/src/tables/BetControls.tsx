import { formatMoney } from "../shared/money/money";
import { ChipRack } from "./ChipRack";
import type { Play } from "./usePlay";

/** The chips to choose from, and what can be done with those that were put down. */
export function BetControls({ play }: { play: Play }) {
  const { chips, chip, chooseChip, currency, isOpen, slip: control } = play;
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
      <ChipRack values={chips} selected={chip} currency={currency} onSelect={chooseChip} />
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
          onClick={() => control.place()}
          disabled={!isOpen || isEmpty}
        >
          {isEmpty ? "Place bet" : `Place ${formatMoney(total, currency)}`}
        </button>
      </div>
    </div>
  );
}
