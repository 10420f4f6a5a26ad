import { ApiError, isFinal } from "../shared/http/problem";
import { Store } from "../shared/store";
import type { PendingRound } from "./pendingRound";
import type { PlayedRound, WantedRound } from "./types";

export type DeskState =
  | { readonly kind: "ready"; readonly error: unknown }
  | { readonly kind: "asking"; readonly wanted: WantedRound; readonly isWaiting: boolean }
  /** No answer, after all the tries: whether the round was played is not known. */
  | { readonly kind: "unanswered"; readonly wanted: WantedRound; readonly error: unknown };

export interface RoundDeskParts {
  readonly ask: (wanted: WantedRound, key: string) => Promise<PlayedRound>;
  readonly vault: { get(): PendingRound | null; set(pending: PendingRound | null): void };
  readonly onPlayed: (round: PlayedRound) => void;
  readonly newKey?: () => string;
  readonly sleep?: (ms: number) => Promise<void>;
}

/** Pauses before asking again, in milliseconds; a "too fast" answer brings its own. */
const PAUSES: readonly number[] = [500, 1_500, 3_000];

/**
 * Asks for one round at a time, and holds on to it until its answer is known.
 *
 * A round keeps its key over every try, and over a reload: an answer that was lost on the way is
 * asked for again and comes out the same, while another round would be another stake.
 */
export class RoundDesk {
  readonly state = new Store<DeskState>({ kind: "ready", error: null });

  constructor(private readonly parts: RoundDeskParts) {}

  /** Does nothing while another round's answer is due: a double click is one round. */
  async play(wanted: WantedRound): Promise<void> {
    if (this.state.get().kind !== "ready") return;
    const key = (this.parts.newKey ?? (() => crypto.randomUUID()))();
    this.parts.vault.set({ key, wanted });
    await this.resume();
  }

  /** Asks for the round whose answer is due, if there is one. */
  async resume(): Promise<void> {
    const pending = this.parts.vault.get();
    if (pending === null || this.state.get().kind === "asking") return;
    const { wanted } = pending;
    this.state.set({ kind: "asking", wanted, isWaiting: false });
    for (let tries = 0; ; tries += 1) {
      try {
        const round = await this.parts.ask(wanted, pending.key);
        this.settle(pending, null);
        this.parts.onPlayed(round);
        return;
      } catch (error) {
        if (isFinal(error)) {
          this.settle(pending, error);
          return;
        }
        const pause = PAUSES[tries];
        if (pause === undefined) {
          this.state.set({ kind: "unanswered", wanted, error });
          return;
        }
        this.state.set({ kind: "asking", wanted, isWaiting: true });
        await (this.parts.sleep ?? sleep)(Math.max(pause, asked(error)));
      }
    }
  }

  private settle({ key }: PendingRound, error: unknown): void {
    // Another page of this game may have got the answer first, and gone on to the next round.
    if (this.parts.vault.get()?.key === key) this.parts.vault.set(null);
    this.state.set({ kind: "ready", error });
  }
}

/** How long the server asked to wait, in milliseconds. */
function asked(error: unknown): number {
  return error instanceof ApiError ? (error.retryAfterSeconds ?? 0) * 1000 : 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
