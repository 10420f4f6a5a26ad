import { memo } from "react";
import { formatChip } from "../shared/money/money";
import { chipPosition } from "./boardGeometry";
import type { Orientation, Spot } from "./layout";

interface BoardChipProps {
  readonly spot: Spot;
  readonly orientation: Orientation;
  readonly currency: string;
  readonly amount: number;
  readonly isPending: boolean;
}

/** The chips on one spot, with their sum. */
export const BoardChip = memo(function BoardChip(props: BoardChipProps) {
  const { spot, orientation, currency, amount, isPending } = props;
  const { x, y } = chipPosition(spot, orientation);
  return (
    <g
      className={isPending ? "board-chip board-chip-pending" : "board-chip"}
      transform={`translate(${x} ${y})`}
      aria-hidden="true"
    >
      <circle r="16" className="chip-body" />
      <circle r="14" className="chip-edge" />
      <circle r="11" className="chip-face" />
      <text className="chip-text">{formatChip(amount, currency)}</text>
    </g>
  );
});
