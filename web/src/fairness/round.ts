import type { FairnessView } from "@croupier/client";
import { isObject, isWhole, type JsonObject } from "./json";

/** One round of a public beacon, whose value enters every seed of a chain. */
export interface BeaconRound {
  readonly source: string;
  readonly round: number;
  readonly value: string;
}

/** A seed's place in its table's chain: the chain's seed, hashed `position` times, is the anchor. */
export interface Link {
  readonly anchor: string;
  readonly position: number;
  readonly length: number;
  /** What the server seed is made of beside the beacon's value; null while that is sealed. */
  readonly seed: string | null;
  /** Null in chains of old, whose seeds are the server seeds themselves. */
  readonly beacon: BeaconRound | null;
}

/** A round as `GET /v1/rounds/{round_id}` tells it, as far as checking it is concerned. */
export interface RecalledRound {
  readonly game_id: string;
  readonly fairness: FairnessView;
  readonly link: Link | null;
  readonly outcome: unknown;
  /** All that was told, for what only some games tell. */
  readonly told: JsonObject;
}

/** The input is no round that can be looked at; the message says why, in plain words. */
export class NotARound extends Error {
  override name = "NotARound";
}

/** Reads what a person pasted. */
export function parseRound(text: string): RecalledRound {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new NotARound("This is not JSON. Paste the whole answer, from { to }.");
  }
  return readRound(content);
}

/** Reads a round out of any JSON value at all. */
export function readRound(raw: unknown): RecalledRound {
  if (!isObject(raw)) throw new NotARound("A round is a JSON object, from { to }.");
  if (typeof raw.game_id !== "string") {
    throw new NotARound("The round doesn't say which game it is.");
  }
  return {
    game_id: raw.game_id,
    fairness: readFairness(raw.fairness),
    link: readLink(raw.link ?? null),
    outcome: raw.outcome ?? null,
    told: raw,
  };
}

function readFairness(raw: unknown): FairnessView {
  if (raw === null) {
    throw new NotARound("A person dealt this round; there are no seeds to check it by.");
  }
  if (!isObject(raw)) throw new NotARound("The round carries no fairness object.");
  const { scheme, commitment, client_seed, nonce, server_seed } = raw;
  if (Number.isInteger(nonce) && !isWhole(nonce)) {
    throw new NotARound("The nonce is too large for a browser to count with exactly.");
  }
  if (
    typeof scheme === "string" &&
    typeof commitment === "string" &&
    typeof client_seed === "string" &&
    isWhole(nonce) &&
    (typeof server_seed === "string" || server_seed === null)
  ) {
    return { scheme, commitment, client_seed, nonce, server_seed };
  }
  throw new NotARound("The fairness object lacks a seed, the commitment or the nonce.");
}

function readLink(raw: unknown): Link | null {
  if (raw === null) return null;
  if (isObject(raw)) {
    const { anchor, position, length, seed = null } = raw;
    const isSeed = typeof seed === "string" || seed === null;
    if (typeof anchor === "string" && isWhole(position) && isWhole(length) && isSeed) {
      return { anchor, position, length, seed, beacon: readBeacon(raw.beacon ?? null) };
    }
  }
  throw new NotARound("The link holds an anchor, two whole numbers, a seed and a beacon.");
}

function readBeacon(raw: unknown): BeaconRound | null {
  if (raw === null) return null;
  if (isObject(raw)) {
    const { source, round, value } = raw;
    if (typeof source === "string" && isWhole(round) && typeof value === "string") {
      return { source, round, value };
    }
  }
  throw new NotARound("The beacon's round holds its source, its number and its value.");
}
