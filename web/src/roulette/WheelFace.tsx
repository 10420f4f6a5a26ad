import { memo } from "react";
import { colourOf, pocketName, type Wheel } from "./wheel";

const OUTER = 86;
const INNER = 52;

interface WheelFaceProps {
  readonly wheel: Wheel;
  readonly hasNumbers?: boolean;
}

/** The turning part of the wheel, zero on top, in a box of 200 by 200 around its middle. */
export const WheelFace = memo(function WheelFace({ wheel, hasNumbers = true }: WheelFaceProps) {
  const step = 360 / wheel.length;
  return (
    <>
      {wheel.map((pocket, index) => (
        <g key={pocket} transform={`rotate(${index * step})`}>
          <path d={slice(OUTER, INNER, step)} className={`pocket pocket-${colourOf(pocket)}`} />
          {hasNumbers && (
            <text y={-75} className="pocket-number">
              {pocketName(pocket)}
            </text>
          )}
        </g>
      ))}
      <circle r={68} className="wheel-groove" />
      <circle r={INNER} className="wheel-bowl" />
      <circle r={30} className="wheel-cone" />
      {[0, 90, 180, 270].map((angle) => (
        <g key={angle} transform={`rotate(${angle + 45})`}>
          <rect x={-2} y={-27} width={4} height={20} rx={2} className="wheel-metal" />
          <circle cy={-27} r={4} className="wheel-metal" />
        </g>
      ))}
      <circle r={9} className="wheel-metal" />
    </>
  );
});

/** One pocket's ring segment, centred on twelve o'clock. */
function slice(outer: number, inner: number, step: number): string {
  const half = ((step / 2) * Math.PI) / 180;
  const point = (radius: number, angle: number) =>
    `${(radius * Math.sin(angle)).toFixed(3)} ${(-radius * Math.cos(angle)).toFixed(3)}`;
  return (
    `M${point(outer, -half)} A${outer} ${outer} 0 0 1 ${point(outer, half)} ` +
    `L${point(inner, half)} A${inner} ${inner} 0 0 0 ${point(inner, -half)}Z`
  );
}
