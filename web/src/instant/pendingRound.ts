import type { WantedRound } from "./types";

/** A round that was asked for and whose answer is not known: perhaps played, perhaps not. */
export interface PendingRound {
  readonly key: string;
  readonly wanted: WantedRound;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem" | "removeItem">;

/** Keeps the round that is being asked for over a reload, so that it is never asked for twice. */
export class PendingRoundVault {
  private readonly name: string;

  constructor(
    private readonly storage: Storage,
    playerId: string,
    gameId: string,
  ) {
    this.name = `croupier.round.${playerId}.${gameId}`;
  }

  get(): PendingRound | null {
    try {
      return JSON.parse(this.storage.getItem(this.name) ?? "null") as PendingRound | null;
    } catch {
      return null;
    }
  }

  set(pending: PendingRound | null): void {
    if (pending === null) this.storage.removeItem(this.name);
    else this.storage.setItem(this.name, JSON.stringify(pending));
  }
}
