import {
  centre,
  LAYOUT_BREADTH,
  LAYOUT_LENGTH,
  place,
  type Orientation,
  type Rect,
  type Spot,
} from "./layout";

/** Pixels of the drawing for one cell, by orientation: the outside bets are kept narrower. */
const SCALES = {
  wide: { along: 62, numbers: 62, outside: 46 },
  tall: { along: 38, numbers: 78, outside: 48 },
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

/** How far along an outside bet its chips lie, so that its name stays readable. */
const CHIP_SHARE = 0.84;

/** Where a chip on the spot has its middle. */
export function chipPosition(spot: Spot, orientation: Orientation) {
  const { x, y } = centre(spot.area);
  const isLong = spot.isCell && spot.area.width > 1;
  const along = isLong ? spot.area.x + spot.area.width * CHIP_SHARE : x;
  const drawn = toDrawing({ x: along, y, width: 0, height: 0 }, orientation);
  return { x: drawn.x, y: drawn.y };
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
