import { memo, useRef, useState, type KeyboardEvent } from "react";
import { BOARD_MARGIN, drawingSize } from "./boardGeometry";
import { BoardChip } from "./BoardChip";
import { BoardSpot } from "./BoardSpot";
import { coveredPockets } from "./bets";
import { neighbour, type Direction, type Layout, type Orientation, type Spot } from "./layout";

export interface BoardProps {
  readonly layout: Layout;
  readonly orientation: Orientation;
  readonly currency: string;
  readonly isOpen: boolean;
  /** Chips put down but not placed yet, by spot. */
  readonly pending: ReadonlyMap<string, number>;
  /** Chips of bets that the table has, by spot. */
  readonly placed: ReadonlyMap<string, number>;
  readonly winningPocket: number | null;
  readonly onBet: (spot: Spot) => void;
}

const ARROWS: Readonly<Record<string, Direction>> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};

/**
 * The betting layout.
 *
 * For the keyboard it is one stop: the arrow keys walk over cells and edges, Enter or Space puts
 * a chip down.
 */
export const Board = memo(function Board(props: BoardProps) {
  const { layout, orientation, currency, isOpen, pending, placed, winningPocket, onBet } = props;
  const [stop, setStop] = useState("straight:17");
  const [hovered, setHovered] = useState<Spot | null>(null);
  const board = useRef<SVGSVGElement>(null);
  const { width, height } = drawingSize(orientation);
  const lit = new Set(hovered === null || !isOpen ? [] : coveredPockets(hovered));

  const walk = (event: KeyboardEvent) => {
    const direction = ARROWS[event.key];
    const from = layout.byKey.get(stop);
    if (direction === undefined || from === undefined) return;
    event.preventDefault();
    const next = neighbour(layout, from, direction, orientation);
    setStop(next.key);
    setHovered(next);
    board.current?.querySelector<SVGElement>(`[data-spot="${next.key}"]`)?.focus();
  };

  const bet = (spot: Spot) => {
    setStop(spot.key);
    if (isOpen) onBet(spot);
  };

  const chips = [...new Set([...placed.keys(), ...pending.keys()])];
  return (
    <svg
      ref={board}
      className={`board board-${orientation} ${isOpen ? "board-open" : "board-closed"}`}
      viewBox={`${-BOARD_MARGIN} ${-BOARD_MARGIN} ${width + 2 * BOARD_MARGIN} ${height + 2 * BOARD_MARGIN}`}
      role="group"
      aria-label="Betting layout. Move with the arrow keys, put a chip down with Enter."
      onKeyDown={walk}
      onPointerLeave={() => setHovered(null)}
    >
      {layout.spots.map((spot) => (
        <BoardSpot
          key={spot.key}
          spot={spot}
          orientation={orientation}
          currency={currency}
          amount={(pending.get(spot.key) ?? 0) + (placed.get(spot.key) ?? 0)}
          isOpen={isOpen}
          isStop={spot.key === stop}
          isLit={spot.type === "straight" && lit.has(spot.selection?.[0] ?? -1)}
          isWinner={spot.type === "straight" && spot.selection?.[0] === winningPocket}
          onBet={bet}
          onHover={setHovered}
        />
      ))}
      {chips.map((key) => {
        const spot = layout.byKey.get(key);
        return (
          spot !== undefined && (
            <BoardChip
              key={key}
              spot={spot}
              orientation={orientation}
              currency={currency}
              amount={(pending.get(key) ?? 0) + (placed.get(key) ?? 0)}
              isPending={pending.has(key)}
            />
          )
        );
      })}
    </svg>
  );
});
