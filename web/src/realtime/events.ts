/** Every event the page understands, by name, with the shape of its data. */

export interface RouletteOutcome {
  readonly pocket: number;
  readonly colour: "red" | "black" | "green";
}

export interface FairnessRecord {
  readonly scheme?: string;
  readonly commitment: string;
  readonly client_seed: string;
  readonly nonce: number;
  /** Null until the round is over. */
  readonly server_seed: string | null;
}

export interface TableEvents {
  "round.opened": {
    round_id: string;
    number: number;
    closes_at: string;
    commitment: string;
    next_at?: string;
  };
  "round.closing": { round_id: string; next_at?: string };
  "round.closed": { round_id: string; next_at?: string };
  "round.result": {
    round_id: string;
    outcome: RouletteOutcome;
    fairness?: FairnessRecord;
    next_at?: string;
  };
  "round.settled": {
    round_id: string;
    bets: number;
    total_stake: number;
    total_payout: number;
    currency?: string;
    next_at?: string;
  };
  "round.voided": { round_id: string; reason: string };
  "bets.summary": { round_id: string; bets: number; total_stake: number; currency?: string };
  "presence.changed": { players: number };
  "chat.message": { text: string };
}

export interface WalletBalances {
  readonly available: number;
  readonly cash: number;
  readonly bonus: number;
  readonly held: number;
  readonly version: number;
}

export interface PlayerEvents {
  "wallet.updated": WalletBalances & { currency?: string; reason?: string };
  "bet.settled": { bet_id: string; round_id: string; payout: number };
  "session.reality_check": Record<string, unknown>;
  "session.closing": { reason: string; reconnect: boolean };
}

/** Distributes over the map, so that `event.event === "…"` narrows `event.data`. */
type EventUnion<Events> = {
  [Name in keyof Events]: {
    readonly channel: string;
    readonly epoch: string;
    readonly seq: number;
    readonly event: Name;
    readonly at: string;
    readonly data: Events[Name];
  };
}[keyof Events];

export type TableEvent = EventUnion<TableEvents>;
export type PlayerEvent = EventUnion<PlayerEvents>;

/** An event as it arrives: its place in the channel is known, its name may be new to this page. */
export interface ServerEvent {
  readonly channel: string;
  readonly epoch: string;
  readonly seq: number;
  readonly event: string;
  readonly at: string;
  readonly data: unknown;
}
