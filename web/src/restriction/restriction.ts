import type { AccountRestricted } from "@croupier/client";

/** Why a player may not play now, as the profile and `account.restricted` tell. */
export interface Restriction {
  readonly reason: string;
  readonly until: string | null;
  /** Whether it ends by itself; after a self-exclusion the player asks to be let back in. */
  readonly lapses: boolean;
}

/** A way in which a player may keep themselves away, as they are asked. */
export interface Break {
  readonly name: string;
  readonly reason: "timed_out" | "self_excluded";
  readonly path: string;
  readonly duration: string;
}

const timeOut = (name: string, duration: string): Break => ({
  name,
  reason: "timed_out",
  path: "/v1/me/time-out",
  duration,
});
const selfExclusion = (name: string, duration: string): Break => ({
  name,
  reason: "self_excluded",
  path: "/v1/me/self-exclusion",
  duration,
});

/** Those that most jurisdictions have; the server refuses what the player's has not. */
export const BREAKS: readonly [Break, ...Break[]] = [
  timeOut("A day", "P1D"),
  timeOut("A week", "P7D"),
  timeOut("Thirty days", "P30D"),
  timeOut("Six weeks", "P42D"),
  selfExclusion("Six months", "P6M"),
  selfExclusion("A year", "P1Y"),
  selfExclusion("Five years", "P5Y"),
  selfExclusion("For life", "P100Y"),
];

export function breakNamed(name: string): Break {
  return BREAKS.find((each) => each.name === name) ?? BREAKS[0];
}

const REASONS: Readonly<Record<string, string>> = {
  timed_out: "You are taking a time-out",
  self_excluded: "You have excluded yourself from play",
};

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "long", timeStyle: "short" });

/** Makes a restriction of the event that tells of one. */
export function restrictionOf({ reason, until }: AccountRestricted): Restriction {
  return { reason, until, lapses: reason !== "self_excluded" };
}

/** Of two restrictions, the one that holds for longer. */
export function strictest(known: Restriction | null, told: Restriction): Restriction {
  if (known === null || !told.lapses) return told;
  if (!known.lapses) return known;
  return (known.until ?? "~") > (told.until ?? "~") ? known : told;
}

/** Says why a player may not play, or null if they may by now. */
export function describeRestriction(
  restriction: Restriction | null,
  now: number = Date.now(),
): string | null {
  if (restriction === null) return null;
  const { reason, until, lapses } = restriction;
  const why = REASONS[reason] ?? "This account can't play at present";
  const rest = "Your balance can still be withdrawn, and open bets are paid.";
  if (until === null) return `${why}. ${rest}`;
  const isOver = Date.parse(until) <= now;
  if (isOver && lapses) return null;
  if (isOver) return `${why}. It has ended: ask us to reopen your account. ${rest}`;
  return `${why} until ${timeFormat.format(new Date(until))}. ${rest}`;
}
