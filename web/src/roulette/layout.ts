import { betKey, type BetSpec } from "../tables/stakes";
import { DOUBLE_ZERO } from "./wheel";

/**
 * The betting layout as geometry, in cells.
 *
 * Written for the table lying on its side (zero left, twelve columns of three); standing upright
 * for a phone, it is the same layout turned. x grows to the right, y downwards. With a double zero,
 * that takes the upper half of the zero:
 *
 *     x 0    1    2          12   13
 *   y 0 ┌──┬────┬────┬ … ┬────┬──────┐
 *       │  │  3 │  6 │   │ 36 │ 2to1 │
 *     1 │  ├────┼────┼ … ┼────┼──────┤
 *       │ 0│  2 │  5 │   │ 35 │ 2to1 │
 *     2 │  ├────┼────┼ … ┼────┼──────┤
 *       │  │  1 │  4 │   │ 34 │ 2to1 │
 *     3 └──┼────┴────┴ … ┴────┼──────┘
 *          │ 1st 12 │ 2nd │ 3rd
 *     4    │ 1–18 │ even │ red │ …
 */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Spot extends BetSpec {
  readonly key: string;
  /** Where it can be clicked. */
  readonly area: Rect;
  /** A drawn box of the layout; false for the edges and corners between boxes. */
  readonly isCell: boolean;
}

export type Orientation = "wide" | "tall";

export const LAYOUT_LENGTH = 14;
export const LAYOUT_BREADTH = 5;

/** How far an edge reaches into the cells beside it, and how long it is. */
const EDGE = 0.34;
const EDGE_LENGTH = 1 - EDGE;
const COLUMNS = 12;

function columnOf(number: number): number {
  return Math.ceil(number / 3); // 1 … 12, which is also its x
}

function rowOf(number: number): number {
  return 2 - ((number - 1) % 3); // 3, 6, 9 … lie in row 0
}

function cell(spec: BetSpec, x: number, y: number, width: number, height: number): Spot {
  return { ...spec, key: betKey(spec), area: { x, y, width, height }, isCell: true };
}

/** A spot between cells, centred on a line or a crossing. */
function edge(spec: BetSpec, x: number, y: number, width: number, height: number): Spot {
  const area = { x: x - width / 2, y: y - height / 2, width, height };
  return { ...spec, key: betKey(spec), area, isCell: false };
}

function straight(number: number): BetSpec {
  return { type: "straight", selection: [number] };
}

function cells(): Spot[] {
  const spots: Spot[] = [];
  for (let number = 1; number <= 36; number += 1) {
    spots.push(cell(straight(number), columnOf(number), rowOf(number), 1, 1));
  }
  for (const which of [1, 2, 3]) {
    spots.push(cell({ type: "column", selection: [which] }, 13, 3 - which, 1, 1));
    spots.push(cell({ type: "dozen", selection: [which] }, 1 + (which - 1) * 4, 3, 4, 1));
  }
  const evenChances = ["low", "even", "red", "black", "odd", "high"] as const;
  evenChances.forEach((type, index) => spots.push(cell({ type }, 1 + index * 2, 4, 2, 1)));
  return spots;
}

function edges(): Spot[] {
  const spots: Spot[] = [];
  for (let column = 1; column <= COLUMNS; column += 1) {
    const first = column * 3 - 2; // the lowest number of this column, in row 2
    const middle = column + 0.5;
    const hasNext = column < COLUMNS;

    spots.push(edge({ type: "street", selection: run(first, 3) }, middle, 3, EDGE_LENGTH, EDGE));
    if (hasNext) {
      spots.push(edge({ type: "line", selection: run(first, 6) }, column + 1, 3, EDGE, EDGE));
    }
    for (const number of run(first, 3)) {
      const row = rowOf(number);
      if (number < first + 2) {
        const selection = [number, number + 1];
        spots.push(edge({ type: "split", selection }, middle, row, EDGE_LENGTH, EDGE));
      }
      if (hasNext) {
        const selection = [number, number + 3];
        spots.push(edge({ type: "split", selection }, column + 1, row + 0.5, EDGE, EDGE_LENGTH));
      }
      if (hasNext && number < first + 2) {
        const selection = [number, number + 1, number + 3, number + 4];
        spots.push(edge({ type: "corner", selection }, column + 1, row, EDGE, EDGE));
      }
    }
  }
  return spots;
}

/** Three splits, two trios and the first four. */
function singleZeroEdges(): Spot[] {
  const splits = [1, 2, 3].map((number) =>
    edge({ type: "split", selection: [0, number] }, 1, rowOf(number) + 0.5, EDGE, EDGE_LENGTH),
  );
  return [
    ...splits,
    edge({ type: "street", selection: [0, 1, 2] }, 1, 2, EDGE, EDGE),
    edge({ type: "street", selection: [0, 2, 3] }, 1, 1, EDGE, EDGE),
    edge({ type: "corner", selection: [0, 1, 2, 3] }, 1, 3, EDGE, EDGE),
  ];
}

/** Beside the 2, where both zeros meet, five bets share the length of one cell. */
const NARROW_EDGE = 0.22;
const NARROW_LENGTH = 0.5 - NARROW_EDGE;

/** Five splits, three trios and the first five. */
function doubleZeroEdges(): Spot[] {
  const split = (numbers: readonly number[], y: number, height: number) =>
    edge({ type: "split", selection: numbers }, 1, y, EDGE, height);
  const trio = (numbers: readonly number[], y: number) =>
    edge({ type: "street", selection: numbers }, 1, y, EDGE, NARROW_EDGE);
  return [
    edge({ type: "split", selection: [0, DOUBLE_ZERO] }, 0.5, 1.5, EDGE_LENGTH, EDGE),
    split([0, 1], 2.5, EDGE_LENGTH),
    split([0, 2], 1.75, NARROW_LENGTH),
    split([2, DOUBLE_ZERO], 1.25, NARROW_LENGTH),
    split([3, DOUBLE_ZERO], 0.5, EDGE_LENGTH),
    trio([0, 1, 2], 2),
    trio([0, 2, DOUBLE_ZERO], 1.5),
    trio([2, 3, DOUBLE_ZERO], 1),
    edge({ type: "basket", selection: [0, 1, 2, 3, DOUBLE_ZERO] }, 1, 3, EDGE, EDGE),
  ];
}

/** Every spot that can be bet on; the edges last, so that they lie on top of the cells. */
export interface Layout {
  readonly spots: readonly Spot[];
  readonly byKey: ReadonlyMap<string, Spot>;
}

function layout(spots: readonly Spot[]): Layout {
  return { spots, byKey: new Map(spots.map((spot) => [spot.key, spot])) };
}

export const SINGLE_ZERO_LAYOUT = layout([
  cell(straight(0), 0, 0, 1, 3),
  ...cells(),
  ...edges(),
  ...singleZeroEdges(),
]);

export const DOUBLE_ZERO_LAYOUT = layout([
  cell(straight(0), 0, 1.5, 1, 1.5),
  cell(straight(DOUBLE_ZERO), 0, 0, 1, 1.5),
  ...cells(),
  ...edges(),
  ...doubleZeroEdges(),
]);

/** The rectangle as it lies on screen: upright, the layout is turned a quarter clockwise. */
export function place(area: Rect, orientation: Orientation): Rect {
  if (orientation === "wide") return area;
  return {
    x: LAYOUT_BREADTH - (area.y + area.height),
    y: area.x,
    width: area.height,
    height: area.width,
  };
}

export type Direction = "left" | "right" | "up" | "down";

/** The spot an arrow key leads to: the nearest that lies mainly in that direction. */
export function neighbour(
  { spots }: Layout,
  from: Spot,
  direction: Direction,
  orientation: Orientation,
): Spot {
  const start = centre(place(from.area, orientation));
  let best = from;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const spot of spots) {
    const { x, y } = centre(place(spot.area, orientation));
    const [ahead, aside] = along(direction, x - start.x, y - start.y);
    if (ahead <= 0.01 || aside > ahead * 1.5) continue;
    const cost = ahead + 2 * aside;
    if (cost < bestCost) [best, bestCost] = [spot, cost];
  }
  return best;
}

export function centre(area: Rect): { readonly x: number; readonly y: number } {
  return { x: area.x + area.width / 2, y: area.y + area.height / 2 };
}

function along(direction: Direction, dx: number, dy: number): readonly [number, number] {
  switch (direction) {
    case "left":
      return [-dx, Math.abs(dy)];
    case "right":
      return [dx, Math.abs(dy)];
    case "up":
      return [-dy, Math.abs(dx)];
    case "down":
      return [dy, Math.abs(dx)];
  }
}

function run(from: number, length: number): readonly number[] {
  return Array.from({ length }, (_, index) => from + index);
}
