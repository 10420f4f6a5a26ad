import { CURVE_HEIGHT, CURVE_WIDTH, drawCurve } from "./curve";

const { line, area, tip } = drawCurve(26_000);

/** The curve as a small picture. */
export function CrashArt() {
  return (
    <svg
      className="crash-art curve"
      viewBox={`-20 -60 ${CURVE_WIDTH} ${CURVE_HEIGHT + 120}`}
      aria-hidden="true"
    >
      <path d={area} className="curve-area" />
      <path d={line} className="curve-line" />
      <circle cx={tip.x} cy={tip.y} r="14" className="curve-tip" />
    </svg>
  );
}
