import { pocketAngle, type Wheel } from "./wheel";

/** How the wheel looks at one instant; degrees clockwise from twelve o'clock. */
export interface WheelPose {
  readonly rotor: number;
  readonly ball: number;
  /** 1 on the outer track, 0 in the pockets. */
  readonly height: number;
}

const ROTOR_SPEED = 45; // degrees a second
const BALL_SPEED = -330;
/** The ball leaves the track for the pockets in the last part of its way. */
const DROP_FROM = 0.62;

/** Lying still: the ball in its pocket. */
export function restingPose(wheel: Wheel, pocket: number | null, rotor: number): WheelPose {
  return { rotor, ball: rotor + pocketAngle(wheel, pocket ?? 0), height: 0 };
}

/** Rolling, `seconds` after `start`, with the result still unknown. */
export function rollingPose(start: WheelPose, seconds: number): WheelPose {
  return {
    rotor: start.rotor + ROTOR_SPEED * seconds,
    ball: start.ball + BALL_SPEED * seconds,
    height: Math.min(1, start.height + seconds * 3),
  };
}

/**
 * On the way into the pocket: at `progress` 0 the pose is `start`, at 1 the ball rests in `pocket`.
 *
 * The ball keeps its sense of rotation and always has at least a full turn to go, so that it is
 * seen to arrive and not to jump.
 */
export function landingPose(
  wheel: Wheel,
  start: WheelPose,
  pocket: number,
  durationS: number,
  progress: number,
): WheelPose {
  const eased = easeOut(progress);
  const rotorEnd = start.rotor + (ROTOR_SPEED * durationS) / 2;
  const rotor = start.rotor + (rotorEnd - start.rotor) * eased;
  const target = rotorEnd + pocketAngle(wheel, pocket);
  const shortest = (((target - start.ball) % 360) - 360) % 360; // in (-360, 0]
  const ball = start.ball + (shortest - 360) * eased;
  const drop = Math.max(0, (progress - DROP_FROM) / (1 - DROP_FROM));
  const bounce = Math.abs(Math.cos(drop * Math.PI * 1.5)) * (1 - drop);
  return { rotor, ball, height: start.height * (progress < DROP_FROM ? 1 : bounce) };
}

function easeOut(progress: number): number {
  return 1 - (1 - progress) ** 3;
}
