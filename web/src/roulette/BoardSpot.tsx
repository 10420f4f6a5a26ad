import { memo, type KeyboardEvent } from "react";
import { formatMoney } from "../shared/money/money";
import { betName, pays } from "./bets";
import { toDrawing } from "./boardGeometry";
import type { Orientation, Rect, Spot } from "./layout";
import { colourOf, pocketName } from "./wheel";

interface BoardSpotProps {
  readonly spot: Spot;
  readonly orientation: Orientation;
  readonly currency: string;
  readonly amount: number;
  readonly isOpen: boolean;
  readonly isStop: boolean;
  readonly isLit: boolean;
  readonly isWinner: boolean;
  readonly onBet: (spot: Spot) => void;
  readonly onHover: (spot: Spot) => void;
}

/** One place to bet: a drawn cell, or the invisible edge between cells. */
export const BoardSpot = memo(function BoardSpot(props: BoardSpotProps) {
  const { spot, orientation, currency, amount, isOpen, isStop, onBet, onHover } = props;
  const area = toDrawing(spot.area, orientation);
  const pressKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    onBet(spot);
  };
  const held = amount === 0 ? "" : `, ${formatMoney(amount, currency)} on it`;
  return (
    <g
      role="button"
      tabIndex={isStop ? 0 : -1}
      data-spot={spot.key}
      aria-label={`${betName(spot)}, pays ${pays(spot)}${held}`}
      aria-disabled={!isOpen}
      className={className(props)}
      onClick={() => onBet(spot)}
      onKeyDown={pressKey}
      onPointerEnter={() => onHover(spot)}
    >
      <rect x={area.x} y={area.y} width={area.width} height={area.height} rx={spot.isCell ? 3 : 8} />
      {spot.isCell && <Label spot={spot} area={area} isTurned={isTurned(spot, orientation)} />}
    </g>
  );
});

function className({ spot, isLit, isWinner }: BoardSpotProps): string {
  if (!spot.isCell) return "spot spot-edge";
  const names = ["spot", "spot-cell"];
  if (spot.type === "straight") names.push(`spot-${colourOf(spot.selection?.[0] ?? 0)}`);
  if (isLit) names.push("spot-lit");
  if (isWinner) names.push("spot-winner");
  return names.join(" ");
}

const EVEN_CHANCES: Readonly<Record<string, string>> = {
  low: "1–18",
  even: "EVEN",
  odd: "ODD",
  high: "19–36",
};

const TURNED_SHIFT = 6;

function Label({ spot, area, isTurned }: { spot: Spot; area: Rect; isTurned: boolean }) {
  const x = area.x + area.width / 2;
  // Turned cells are short: their name moves aside for the chips at their end.
  const y = area.y + area.height / 2 - (isTurned ? TURNED_SHIFT : 0);
  if (spot.type === "red" || spot.type === "black") {
    return (
      <path
        className={`diamond diamond-${spot.type}`}
        d={`M${x} ${y - 15}l${isTurned ? 15 : 26} 15l${isTurned ? -15 : -26} 15l${isTurned ? -15 : -26} -15z`}
      />
    );
  }
  const [which] = spot.selection ?? [];
  const text =
    spot.type === "straight"
      ? pocketName(which ?? 0)
      : spot.type === "dozen"
        ? ["1st 12", "2nd 12", "3rd 12"][(which ?? 1) - 1]
        : spot.type === "column"
          ? "2:1"
          : EVEN_CHANCES[spot.type];
  return (
    <text
      x={x}
      y={y}
      className={spot.type === "straight" ? "label-number" : "label-outside"}
      {...(isTurned ? { transform: `rotate(-90 ${x} ${y})` } : {})}
    >
      {text}
    </text>
  );
}

/** Upright, the outside bets stand on their side. */
function isTurned(spot: Spot, orientation: Orientation): boolean {
  return orientation === "tall" && spot.type !== "straight" && spot.type !== "column";
}
