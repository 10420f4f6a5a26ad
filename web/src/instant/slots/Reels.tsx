import type { CSSProperties } from "react";
import type { Machine } from "../../fairness/machines";
import type { LineWin } from "../../fairness/slot";
import { SlotSymbol } from "./SlotSymbol";
import { symbolName } from "./symbolNames";

interface ReelsProps {
  readonly machine: Machine;
  /** Reel by reel from the left, each from the top. */
  readonly window: readonly (readonly string[])[];
  readonly wins: readonly LineWin[];
  readonly isSpinning: boolean;
  /** Whether the reels come to rest on this, rather than having stood on it all along. */
  readonly isNew: boolean;
}

export function Reels({ machine, window, wins, isSpinning, isNew }: ReelsProps) {
  const winning = new Set(
    wins.flatMap(({ line, count }) =>
      (machine.lines[line - 1] ?? []).slice(0, count).map((row, reel) => `${reel}-${row}`),
    ),
  );
  const look = `reels${isSpinning ? " is-spinning" : isNew ? " is-stopping" : ""}`;
  const size = { "--reels": window.length, "--rows": machine.rows } as CSSProperties;
  return (
    <div className={look} style={size} role="img" aria-label={describe(window)}>
      {window.map((symbols, reel) => (
        <div key={reel} className="reel" style={{ "--reel": reel } as CSSProperties}>
          <div className="reel-strip">
            {symbols.map((symbol, row) => (
              <div
                key={row}
                className={winning.has(`${reel}-${row}`) ? "reel-cell is-winning" : "reel-cell"}
              >
                <SlotSymbol name={symbol} />
              </div>
            ))}
          </div>
        </div>
      ))}
      <WinningLines machine={machine} wins={wins} />
    </div>
  );
}

/** The lines that win, drawn over the reels as far as their run goes. */
function WinningLines({ machine, wins }: Pick<ReelsProps, "machine" | "wins">) {
  const [width, height] = [machine.strips.length, machine.rows];
  const middle = (machine.lines[0]?.[0] ?? 0) + 0.5;
  return (
    <svg className="reel-lines" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none">
      {machine.lines.length === 1 && wins.length === 0 && (
        <line className="reel-guide" x1="0" x2={width} y1={middle} y2={middle} />
      )}
      {wins.map(({ line, count }) => (
        <polyline
          key={line}
          points={(machine.lines[line - 1] ?? [])
            .slice(0, count)
            .map((row, reel) => `${reel + 0.5},${row + 0.5}`)
            .join(" ")}
        />
      ))}
    </svg>
  );
}

function describe(window: ReelsProps["window"]): string {
  const rows = (window[0] ?? []).map((_, row) =>
    window.map((reel) => symbolName(reel[row] ?? "")).join(", "),
  );
  return `The reels show, row by row: ${rows.join("; ")}`;
}
