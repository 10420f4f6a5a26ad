import { usePrefersStill } from "../shared/ui/usePrefersStill";
import { CURVE_HEIGHT, CURVE_WIDTH, drawCurve } from "./curve";
import { sayMultiplier } from "../shared/multiplier";
import { timeOf } from "./growth";

/** Left of it is the room for the number. */
const MARKS_FROM = 0.62;

interface CurveProps {
  readonly elapsedMs: number;
  /** Where it broke, in hundredths; null before that. */
  readonly brokeAt: number | null;
}

/** The curve so far. Only a picture: the number on it is text. */
export function Curve({ elapsedMs, brokeAt }: CurveProps) {
  const prefersStill = usePrefersStill();
  const shownMs = brokeAt !== null ? timeOf(brokeAt) : prefersStill ? 0 : elapsedMs;
  const { line, area, tip, marks } = drawCurve(shownMs);
  return (
    <svg
      className={brokeAt === null ? "curve" : "curve curve-broken"}
      viewBox={`-6 -10 ${CURVE_WIDTH + 12} ${CURVE_HEIGHT + 20}`}
      aria-hidden="true"
    >
      {marks.map(({ multiplier, y }) => (
        <g key={multiplier}>
          <line x1={CURVE_WIDTH * MARKS_FROM} x2={CURVE_WIDTH} y1={y} y2={y} className="curve-mark" />
          <text x={CURVE_WIDTH - 4} y={y - 4} className="curve-mark-text">
            {sayMultiplier(multiplier)}
          </text>
        </g>
      ))}
      <path d={area} className="curve-area" />
      <path d={line} className="curve-line" />
      {shownMs > 0 && <circle cx={tip.x} cy={tip.y} r="5" className="curve-tip" />}
    </svg>
  );
}
