import type { Draws } from "./draws";
import type { JsonObject } from "./json";
import type { Machine } from "./machines";
import { exactly, type Exact } from "./rounding";

export interface LineWin {
  /** From 1. */
  readonly line: number;
  readonly symbol: string;
  readonly count: number;
  /** In line stakes. */
  readonly pays: number;
}

export interface Spin {
  readonly stops: readonly number[];
  /** Reel by reel from the left, each from the top. */
  readonly window: readonly (readonly string[])[];
  readonly lines: readonly LineWin[];
  readonly scatters: number;
  readonly scatter_pays: number;
  readonly multiplier: number;
  readonly free_spins_won: number;
  /** In line stakes, the multiplier included. */
  readonly pays: number;
}

export interface SpinsOutcome {
  readonly spins: readonly Spin[];
  readonly free_spins: number;
  readonly pays: number;
}

/** Spins the reels, and on for as long as there are free spins. */
export async function spinReels(machine: Machine, draws: Draws): Promise<SpinsOutcome> {
  const { most_free_spins } = machine;
  const spins = [readReels(machine, await drawStops(machine, draws), false, most_free_spins)];
  let won = spins[0]!.free_spins_won;
  for (let left = won; left > 0; left -= 1) {
    const room = most_free_spins - won;
    const spin = readReels(machine, await drawStops(machine, draws), true, room);
    spins.push(spin);
    won += spin.free_spins_won;
    left += spin.free_spins_won;
  }
  return { spins, free_spins: spins.length - 1, pays: sum(spins.map((spin) => spin.pays)) };
}

/** What a round pays: each line has an equal share of the stake, so all is whole. */
export function slotPays(machine: Machine, stake: number, drawn: JsonObject): Exact | null {
  const lines = machine.lines.length;
  if (stake % lines !== 0) return null;
  return exactly(BigInt(stake / lines) * BigInt(Number(drawn.pays)), 1n);
}

async function drawStops(machine: Machine, draws: Draws): Promise<number[]> {
  const stops = [];
  for (const strip of machine.strips) stops.push(await draws.draw(strip.length));
  return stops;
}

function readReels(machine: Machine, stops: number[], isFree: boolean, room: number): Spin {
  const window = machine.strips.map((strip, reel) =>
    Array.from({ length: machine.rows }, (_, row) => strip[(stops[reel]! + row) % strip.length]!),
  );
  const scatters = window.flat().filter((symbol) => symbol === machine.scatter).length;
  const scatter_pays = (machine.scatter_pays[scatters] ?? 0) * machine.lines.length;
  const multiplier = isFree ? machine.free_multiplier : 1;
  const lines = machine.lines.flatMap((rows, at) => {
    const win = bestRun(machine, rows.map((row, reel) => window[reel]![row]!));
    return win.pays > 0 ? [{ line: at + 1, ...win }] : [];
  });
  return {
    stops,
    window,
    lines,
    scatters,
    scatter_pays,
    multiplier,
    free_spins_won: Math.min(machine.free_spins[scatters] ?? 0, room),
    pays: multiplier * (sum(lines.map((win) => win.pays)) + scatter_pays),
  };
}

type Run = Omit<LineWin, "line">;

/** The best way to read a line: wilds stand in for its symbol, or pay alone if that is more. */
function bestRun(machine: Machine, symbols: readonly string[]): Run {
  const leader = symbols.find((symbol) => symbol !== machine.wild) ?? symbols[0]!;
  const best =
    leader === machine.scatter
      ? { symbol: leader, count: 0, pays: 0 }
      : run(machine, symbols, leader, [leader, machine.wild]);
  const alone = run(machine, symbols, machine.wild ?? "", [machine.wild]);
  return alone.pays > best.pays ? alone : best;
}

function run(
  machine: Machine,
  symbols: readonly string[],
  symbol: string,
  standing: readonly (string | null)[],
): Run {
  const end = symbols.findIndex((each) => !standing.includes(each));
  const count = end === -1 ? symbols.length : end;
  return { symbol, count, pays: machine.pays[symbol]?.[count] ?? 0 };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
