import machines from "./machines.json";

/** A slot machine as data; `make api` writes it from the platform's own. */
export interface Machine {
  readonly game_id: string;
  readonly paytable: string;
  /** Each reel's symbols from the top down; the last is followed by the first. */
  readonly strips: readonly (readonly string[])[];
  readonly rows: number;
  /** For each line the row on each reel, from 0 at the top. */
  readonly lines: readonly (readonly number[])[];
  /** What so many of a symbol pay, in line stakes. */
  readonly pays: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly wild: string | null;
  readonly scatter: string | null;
  /** In whole stakes. */
  readonly scatter_pays: Readonly<Record<string, number>>;
  readonly free_spins: Readonly<Record<string, number>>;
  readonly free_multiplier: number;
  readonly most_free_spins: number;
}

const MACHINES = machines as readonly unknown[] as readonly Machine[];

/** A version of a machine; without one named, the version that is offered now. */
export function machineOf(gameId: string, paytable?: string): Machine | null {
  const versions = MACHINES.filter((machine) => machine.game_id === gameId);
  if (paytable === undefined) return versions.at(-1) ?? null;
  return versions.find((machine) => machine.paytable === paytable) ?? null;
}
