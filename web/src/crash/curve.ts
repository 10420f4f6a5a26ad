import { grownTo } from "./growth";

/** The drawing's box. */
export const CURVE_WIDTH = 400;
export const CURVE_HEIGHT = 220;

/** The axes show at least this much, and then grow with the curve. */
const LEAST_MS = 8_000;
const LEAST_MULTIPLIER = 200;
/** Room ahead of the curve's tip. */
const ROOM = 1.12;
const STEPS = 48;

export interface Curve {
  /** The path of the line, as SVG writes it. */
  readonly line: string;
  /** The same, closed down to the axis. */
  readonly area: string;
  readonly tip: { readonly x: number; readonly y: number };
  /** Multipliers that are marked, with their height. */
  readonly marks: readonly { readonly multiplier: number; readonly y: number }[];
}

/** The curve from the start to so many milliseconds after it. */
export function drawCurve(elapsedMs: number): Curve {
  const top = Math.max(LEAST_MULTIPLIER, grownTo(elapsedMs)) * ROOM;
  const right = Math.max(LEAST_MS, elapsedMs) * ROOM;
  const x = (ms: number) => (ms / right) * CURVE_WIDTH;
  const y = (multiplier: number) =>
    CURVE_HEIGHT - ((multiplier - 100) / (top - 100)) * CURVE_HEIGHT;
  const points = Array.from({ length: STEPS + 1 }, (_, index) => {
    const ms = (elapsedMs * index) / STEPS;
    return `${x(ms).toFixed(1)} ${y(grownTo(ms)).toFixed(1)}`;
  });
  const line = `M${points.join("L")}`;
  return {
    line,
    area: `${line}L${x(elapsedMs).toFixed(1)} ${CURVE_HEIGHT}L0 ${CURVE_HEIGHT}Z`,
    tip: { x: x(elapsedMs), y: y(grownTo(elapsedMs)) },
    marks: marksBelow(top).map((multiplier) => ({ multiplier, y: y(multiplier) })),
  };
}

/** Three or four round multipliers that fit below the top. */
function marksBelow(top: number): readonly number[] {
  const step = [25, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000].find(
    (each) => (top - 100) / each <= 5,
  );
  if (step === undefined) return [];
  const first = Math.ceil(101 / step) * step;
  const marks: number[] = [];
  for (let mark = first; mark < top * 0.97; mark += step) marks.push(mark);
  return marks;
}
