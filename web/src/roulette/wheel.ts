/** How the pocket 00 of an American wheel is written wherever a pocket is a number. */
export const DOUBLE_ZERO = 37;

/** A wheel's pockets clockwise, zero first. */
export type Wheel = readonly number[];

export const SINGLE_ZERO_WHEEL: Wheel = [
  0, 32, 15, 19, 4, 21, 2, 25, 17, 34, 6, 27, 13, 36, 11, 30, 8, 23, 10, 5, 24, 16, 33, 1, 20, 14,
  31, 9, 22, 18, 29, 7, 28, 12, 35, 3, 26,
];

export const DOUBLE_ZERO_WHEEL: Wheel = [
  0, 28, 9, 26, 30, 11, 7, 20, 32, 17, 5, 22, 34, 15, 3, 24, 36, 13, 1, DOUBLE_ZERO, 27, 10, 25, 29,
  12, 8, 19, 31, 18, 6, 21, 33, 16, 4, 23, 35, 14, 2,
];

const RED = new Set([1, 3, 5, 7, 9, 12, 14, 16, 18, 19, 21, 23, 25, 27, 30, 32, 34, 36]);

export type Colour = "red" | "black" | "green";

export function colourOf(pocket: number): Colour {
  if (pocket === 0 || pocket === DOUBLE_ZERO) return "green";
  return RED.has(pocket) ? "red" : "black";
}

/** As players see it. */
export function pocketName(pocket: number): string {
  return pocket === DOUBLE_ZERO ? "00" : String(pocket);
}

/** Degrees clockwise from the zero pocket's middle to this pocket's middle. */
export function pocketAngle(wheel: Wheel, pocket: number): number {
  return (wheel.indexOf(pocket) * 360) / wheel.length;
}
