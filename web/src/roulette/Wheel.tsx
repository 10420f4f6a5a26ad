import { useEffect, useRef } from "react";
import { WheelFace } from "./WheelFace";
import type { Wheel as Pockets } from "./wheel";
import { landingPose, restingPose, rollingPose, type WheelPose } from "./wheelMotion";

const POCKET_RADIUS = 60;
const TRACK_RADIUS = 92;

export type WheelMode =
  | { readonly kind: "resting" }
  | { readonly kind: "rolling" }
  | { readonly kind: "landing"; readonly durationMs: number };

interface WheelProps {
  readonly wheel: Pockets;
  readonly mode: WheelMode;
  /** Where the ball lies, or is about to. */
  readonly pocket: number | null;
}

/**
 * The wheel and its ball.
 *
 * Only a picture: the text beside it says the same. It is moved past React, frame by frame, and
 * stands still when there is nothing to see.
 */
export function Wheel({ wheel, mode, pocket }: WheelProps) {
  const rotor = useRef<SVGGElement>(null);
  const ball = useRef<SVGCircleElement>(null);
  const pose = useRef<WheelPose>(restingPose(wheel, pocket, 0));
  const durationMs = mode.kind === "landing" ? mode.durationMs : 0;

  useEffect(() => {
    const show = (next: WheelPose) => {
      pose.current = next;
      const radius = POCKET_RADIUS + (TRACK_RADIUS - POCKET_RADIUS) * next.height;
      rotor.current?.setAttribute("transform", `rotate(${next.rotor.toFixed(2)})`);
      ball.current?.setAttribute(
        "transform",
        `rotate(${next.ball.toFixed(2)}) translate(0 ${-radius.toFixed(2)})`,
      );
    };
    const start = pose.current;
    const prefersStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (mode.kind === "resting" || prefersStill) {
      show(restingPose(wheel, pocket, start.rotor));
      return undefined;
    }
    const startedAt = performance.now();
    let frame = 0;
    const step = () => {
      const elapsedMs = performance.now() - startedAt;
      if (mode.kind === "landing" && pocket !== null) {
        const progress = Math.min(1, elapsedMs / durationMs);
        show(landingPose(wheel, start, pocket, durationMs / 1_000, progress));
        if (progress === 1) return;
      } else {
        show(rollingPose(start, elapsedMs / 1_000));
      }
      frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
    return () => cancelAnimationFrame(frame);
  }, [wheel, mode.kind, durationMs, pocket]);

  return (
    <svg className="picture wheel" viewBox="-100 -100 200 200" aria-hidden="true">
      <circle r="99" className="wheel-rim" />
      <circle r="92" className="wheel-track" />
      <g ref={rotor}>
        <WheelFace wheel={wheel} />
      </g>
      <circle ref={ball} r="4.5" className="wheel-ball" />
    </svg>
  );
}
