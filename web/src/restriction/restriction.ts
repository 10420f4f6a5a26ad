import type { AccountRestricted } from "@croupier/client";

/** Why a player may not play now, as the profile and `account.restricted` tell. */
export interface Restriction {
  readonly reason: string;
  readonly until: string | null;
  /** Whether it ends by itself; after a self-exclusion the player asks to be let back in. */
  readonly lapses: boolean;
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
