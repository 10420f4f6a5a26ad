import { expect, it } from "vitest";
import { landingPose, restingPose, rollingPose } from "../src/roulette/wheelMotion";
import { pocketAngle, SINGLE_ZERO_WHEEL as WHEEL } from "../src/roulette/wheel";

const turn = (degrees: number) => ((degrees % 360) + 360) % 360;

it("lets the ball land in the pocket that was drawn, wherever it was", () => {
  const start = rollingPose(restingPose(WHEEL, 5, 12), 3.7);
  for (const pocket of WHEEL) {
    const end = landingPose(WHEEL, start, pocket, 2.6, 1);
    expect(turn(end.ball - end.rotor)).toBeCloseTo(pocketAngle(WHEEL, pocket), 6);
    expect(end.height).toBeCloseTo(0);
  }
});

it("starts the landing where the ball is, and sends it round at least once", () => {
  const start = rollingPose(restingPose(WHEEL, 0, 0), 2);
  for (const pocket of WHEEL) {
    expect(landingPose(WHEEL, start, pocket, 2.6, 0)).toEqual(start);
    expect(landingPose(WHEEL, start, pocket, 2.6, 1).ball).toBeLessThanOrEqual(start.ball - 360);
  }
});
