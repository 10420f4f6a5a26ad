import type { GrowthView } from "@croupier/client";
import type { TableGame } from "../tables/tableGame";
import { sayMultiplier } from "../shared/multiplier";

/** The multiplier of an outcome as the server sent it, in hundredths; null if there is none. */
export function readMultiplier(outcome: unknown): number | null {
  const multiplier = (outcome as { multiplier?: unknown } | null | undefined)?.multiplier;
  return typeof multiplier === "number" ? multiplier : null;
}

/** Since when the multiplier grows, in milliseconds of the server's clock. */
export function readStart(play: unknown): number | null {
  const startedAt = Date.parse((play as Partial<GrowthView> | null)?.started_at ?? "");
  return Number.isNaN(startedAt) ? null : startedAt;
}

export const CRASH: TableGame = {
  spots: [{ type: "crash" }],
  betName: ({ selection: [target] = [] }) =>
    target === undefined ? "Out by hand" : `Out at ${sayMultiplier(target)}`,
  sayOutcome: (outcome) => {
    const multiplier = readMultiplier(outcome);
    return multiplier === null ? null : sayMultiplier(multiplier);
  },
  isLost: ({ selection: [target] = [] }, outcome) => {
    const multiplier = readMultiplier(outcome);
    return multiplier !== null && (target === undefined || target > multiplier);
  },
};
