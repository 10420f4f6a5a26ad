import { centre, LAYOUT_BREADTH, LAYOUT_LENGTH, place, type Orientation, type Rect } from "./layout";

/** Pixels of the drawing for one cell, by orientation: the outside bets are kept narrower. */
const SCALES = {
  wide: { along: 62, numbers: 62, outside: 46 },
  tall: { along: 44, numbers: 78, outside: 50 },
} as const;

const OUTSIDE_ROWS = 2;
export const BOARD_MARGIN = 6;

/** Where a rectangle of the layout lies in the drawing. */
export function toDrawing(area: Rect, orientation: Orientation): Rect {
  const { x, y, width, height } = place(area, orientation);
  const left = orientation === "wide" ? alongPx(x, orientation) : acrossPx(x, orientation);
  const right =
    orientation === "wide" ? alongPx(x + width, orientation) : acrossPx(x + width, orientation);
  const top = orientation === "wide" ? acrossPx(y, orientation) : alongPx(y, orientation);
  const bottom =
    orientation === "wide" ? acrossPx(y + height, orientation) : alongPx(y + height, orientation);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Where a chip on the spot has its middle. */
export function chipPosition(area: Rect, orientation: Orientation) {
  const middle = { ...centre(area), width: 0, height: 0 };
  const { x, y } = toDrawing(middle, orientation);
  return { x, y };
}

export function drawingSize(orientation: Orientation) {
  const whole = { x: 0, y: 0, width: LAYOUT_LENGTH, height: LAYOUT_BREADTH };
  const { width, height } = toDrawing(whole, orientation);
  return { width, height };
}

function alongPx(cells: number, orientation: Orientation): number {
  return cells * SCALES[orientation].along;
}

function acrossPx(cells: number, orientation: Orientation): number {
  const { numbers, outside } = SCALES[orientation];
  // Lying, the outside bets come last; standing, they come first.
  if (orientation === "wide") {
    const numberCells = Math.min(cells, LAYOUT_BREADTH - OUTSIDE_ROWS);
    return numberCells * numbers + (cells - numberCells) * outside;
  }
  const outsideCells = Math.min(cells, OUTSIDE_ROWS);
  return outsideCells * outside + (cells - outsideCells) * numbers;
}
