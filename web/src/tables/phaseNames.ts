/** A round's phases in plain words. */
const NAMES: Readonly<Record<string, string>> = {
  open: "Place your bets",
  closing: "Last bets",
  closed: "No more bets",
  playing: "In play",
  result: "Result",
  settled: "Result",
  voided: "Round cancelled",
};

export function phaseName(phase: string | null | undefined): string {
  return NAMES[phase ?? ""] ?? "Next round soon";
}
