import { formatChip, formatMoney } from "../shared/money/money";
import { ChipFace } from "./ChipFace";

interface ChipRackProps {
  readonly values: readonly number[];
  readonly selected: number;
  readonly currency: string;
  readonly onSelect: (value: number) => void;
}

export function ChipRack({ values, selected, currency, onSelect }: ChipRackProps) {
  return (
    <div className="chip-rack" role="radiogroup" aria-label="Chip">
      {values.map((value, index) => (
        <label key={value} className={`chip chip-${index}`} title={formatMoney(value, currency)}>
          <input
            type="radio"
            name="chip"
            className="visually-hidden"
            aria-label={formatMoney(value, currency)}
            checked={value === selected}
            onChange={() => onSelect(value)}
          />
          <ChipFace text={formatChip(value, currency)} />
        </label>
      ))}
    </div>
  );
}
