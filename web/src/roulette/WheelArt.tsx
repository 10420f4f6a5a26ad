import { SINGLE_ZERO_WHEEL } from "./wheel";
import { WheelFace } from "./WheelFace";

/** The wheel as a small picture. */
export function WheelArt() {
  return (
    <svg className="wheel-art" viewBox="-100 -100 200 200" aria-hidden="true">
      <circle r="98" className="wheel-rim" />
      <WheelFace wheel={SINGLE_ZERO_WHEEL} hasNumbers={false} />
    </svg>
  );
}
