import type { Headline } from "../tables/RoundStatus";
import { colourOf, DOUBLE_ZERO, pocketName } from "./wheel";

/** A pocket as the round's result. */
export function showPocket(pocket: number): Headline {
  const details = describePocket(pocket);
  return {
    badge: (
      <span className={`result-big result-${colourOf(pocket)}`}>{pocketName(pocket)}</span>
    ),
    details,
    sentence: `The result is ${pocketName(pocket)}, ${details}.`,
  };
}

function describePocket(pocket: number): string {
  if (pocket === 0) return "Zero";
  if (pocket === DOUBLE_ZERO) return "Double zero";
  const colour = colourOf(pocket) === "red" ? "Red" : "Black";
  return `${colour} · ${pocket % 2 === 0 ? "even" : "odd"} · ${pocket <= 18 ? "1–18" : "19–36"}`;
}
