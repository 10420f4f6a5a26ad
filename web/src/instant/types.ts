import type { BalanceView, FairnessView } from "@croupier/client";

/** A game as the catalogue describes it. */
export interface GameInfo {
  readonly game_id: string;
  readonly name: string;
  readonly kind: "live" | "instant";
  readonly category: string;
  /** Exact decimals, such as "0.99000000". */
  readonly rtp: string;
  readonly volatility: string;
  readonly min_stake: number;
  readonly max_stake: number;
  readonly rules_url: string;
  readonly thumbnail_url: string;
}

/** A round that a player asks for. */
export interface WantedRound {
  readonly stake: number;
  readonly choice: Readonly<Record<string, unknown>> | null;
}

/** A round that was played, as far as the page shows it. */
export interface PastRound {
  readonly round_id: string;
  readonly game_id: string;
  readonly outcome: unknown;
  readonly stake: number;
  /** All that came back, the stake included. */
  readonly payout: number;
  readonly currency: string;
}

/** The answer to a request for a round. */
export interface PlayedRound extends PastRound {
  readonly balance: BalanceView;
  readonly fairness: FairnessView;
}

/** What a player's next rounds are drawn from. */
export interface Seeds {
  readonly commitment: string;
  readonly client_seed: string;
  readonly nonce: number;
  readonly next_commitment: string;
}

export interface RevealedSeeds {
  readonly commitment: string;
  readonly server_seed: string;
  readonly client_seed: string;
  /** How many rounds were drawn from them. */
  readonly rounds: number;
}

export interface RotatedSeeds extends Seeds {
  readonly revealed: RevealedSeeds;
}
