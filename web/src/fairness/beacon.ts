import { hmacHex, sha256Hex } from "./sha256";
import type { BeaconRound } from "./round";

const LOCAL = "local";
const DRAND = "drand-quicknet";
const DRAND_CHAIN = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971";

/** Without a colon, so that the message that is mixed in can be read in one way only. */
const SOURCE = /^[a-z0-9-]{1,40}$/;
const VALUE = /^[0-9a-f]{64}$/;

/** The server seed that a chain's seed and a beacon's value make; null where they can make none. */
export async function mixed(seed: string, beacon: BeaconRound): Promise<string | null> {
  const { source, round, value } = beacon;
  if (!VALUE.test(seed) || !SOURCE.test(source) || round < 0 || !VALUE.test(value)) return null;
  return hmacHex(seed, `${source}:${round}:${value}`);
}

/** Whether a value can't be the beacon's; of the stand-in's alone a browser can tell by itself. */
export async function isWrongValue({ source, round, value }: BeaconRound): Promise<boolean> {
  return source === LOCAL && value !== (await sha256Hex(`${LOCAL}:${round}`));
}

/** Where everybody can look a value up; null where it has to be computed. */
export function publishedAt({ source, round }: BeaconRound): string | null {
  return source === DRAND ? `https://api.drand.sh/${DRAND_CHAIN}/public/${round}` : null;
}
