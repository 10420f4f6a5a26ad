import type { Check, CheckState } from "./verify";

const MARKS: Readonly<Record<CheckState, { mark: string; label: string; className: string }>> = {
  passed: { mark: "✓", label: "Right:", className: "verdict-good" },
  failed: { mark: "✗", label: "Wrong:", className: "verdict-bad" },
  unchecked: { mark: "–", label: "Not checked:", className: "muted" },
};

/** What was looked at, one sentence each. */
export function CheckList({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className="proof">
      {checks.map(({ state, sentence }) => (
        <li key={sentence} className={MARKS[state].className} data-state={state}>
          <span className="proof-mark" role="img" aria-label={MARKS[state].label}>
            {MARKS[state].mark}
          </span>
          <span>{sentence}</span>
        </li>
      ))}
    </ul>
  );
}
