/** As players read a multiplier, which is whole hundredths: 231 is "2.31×". */
export function sayMultiplier(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, "0")}×`;
}
