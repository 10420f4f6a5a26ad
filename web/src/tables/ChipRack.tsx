import { formatChip, formatMoney } from "../shared/money/money";

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
          <svg viewBox="-20 -20 40 40" aria-hidden="true">
            <circle r="18" className="chip-body" />
            <circle r="15.5" className="chip-edge" />
            <circle r="12" className="chip-face" />
            <text className="chip-text">{formatChip(value, currency)}</text>
          </svg>
        </label>
      ))}
    </div>
  );
}
