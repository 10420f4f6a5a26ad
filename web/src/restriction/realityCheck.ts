import { formatMoney } from "../shared/money/money";

/** How long somebody has played, and what came of it, in minor units. */
export interface RealityCheck {
  readonly elapsed_minutes: number;
  readonly staked: number;
  readonly paid_out: number;
  readonly net: number;
}

/** What a refusal says that the player has to know first, if that is why. */
export function realityCheckOf(refusal: {
  readonly code: string;
  readonly details?: unknown;
}): RealityCheck | null {
  if (refusal.code !== "reality_check_due") return null;
  const told = (refusal.details ?? {}) as Partial<Record<keyof RealityCheck, unknown>>;
  const read = (name: keyof RealityCheck): number => {
    const value = told[name];
    return typeof value === "number" ? value : 0;
  };
  return {
    elapsed_minutes: read("elapsed_minutes"),
    staked: read("staked"),
    paid_out: read("paid_out"),
    net: read("net"),
  };
}

/** Says for how long. */
export function describeElapsed(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [
    ...(hours > 0 ? [hours === 1 ? "an hour" : `${hours} hours`] : []),
    ...(rest > 0 || hours === 0 ? [rest === 1 ? "a minute" : `${rest} minutes`] : []),
  ];
  return `You have been playing for ${parts.join(" and ")}.`;
}

/** Says what came of it, without praise and without blame. */
export function describeNet(net: number, currency: string): string {
  if (net === 0) return "You have as much as when you began.";
  const amount = formatMoney(Math.abs(net), currency);
  return net > 0 ? `You are ${amount} ahead.` : `You have lost ${amount}.`;
}
