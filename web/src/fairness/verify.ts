import { isWrongValue, mixed } from "./beacon";
import { describeAmount, describeOutcome } from "./describe";
import { Draws } from "./draws";
import { rulesOf, type Drawn, type Pays } from "./games";
import { isWhole, sameJson } from "./json";
import type { Link, RecalledRound } from "./round";
import { roundedBy } from "./rounding";
import { hashedAgain, sha256Hex } from "./sha256";
import { Impossible } from "./blackjack/round";

export type CheckState = "passed" | "failed" | "unchecked";

/** One thing that was looked at, said as a sentence. */
export interface Check {
  readonly state: CheckState;
  readonly sentence: string;
}

export interface Verification {
  /** `open` while there is nothing to compare yet, or nothing to compare it by. */
  readonly verdict: "verified" | "broken" | "open";
  readonly checks: readonly Check[];
  /** What the seeds stand for, once they are known and the game is. */
  readonly drawn: Drawn["outcome"] | null;
}

const SCHEME = "hmac-sha256-words-v2";
/** It draws the same outcomes, and rounds every payout down. */
const SCHEME_ROUNDING_DOWN = "hmac-sha256-words-v1";
const LONGEST_CHAIN = 1_000_000;
const HEX_SEED = /^[0-9a-f]{64}$/;

/** Checks a round with nothing but the published rules and the browser's own crypto. */
export async function verify(round: RecalledRound): Promise<Verification> {
  const { fairness, link } = round;
  if (fairness.scheme !== SCHEME && fairness.scheme !== SCHEME_ROUNDING_DOWN) {
    return closed([unchecked(`The scheme ${fairness.scheme} is not one that this page knows.`)]);
  }
  const checks = namesChecked(round);
  if (fairness.server_seed === null) {
    return closed([...checks, unchecked(notYet(round))]);
  }
  const seedChecks = await seedChecked(fairness.server_seed, fairness.commitment);
  checks.push(...seedChecks);
  if (link !== null) checks.push(...(await linkChecked(fairness.server_seed, link)));
  if (isFailed(seedChecks)) return closed(checks);
  const draws = new Draws(fairness.server_seed, fairness.client_seed, fairness.nonce);
  const { found, drawn } = await outcomeChecked(round, draws);
  return closed([...checks, ...found], drawn);
}

function closed(checks: readonly Check[], drawn: Verification["drawn"] = null): Verification {
  const isOpen = drawn === null || checks.some(({ state }) => state === "unchecked");
  return { verdict: isFailed(checks) ? "broken" : isOpen ? "open" : "verified", checks, drawn };
}

/** At live tables the client seed is the table and the nonce the round's number. */
function namesChecked({ game_id, fairness, told }: RecalledRound): Check[] {
  const { client_seed, nonce } = fairness;
  const isSeed = client_seed.length > 0 && [...client_seed].length <= 128;
  if (!isSeed || nonce < 0) return [failed("The client seed or the nonce can't be used.")];
  if (typeof told.table_id !== "string" || !isWhole(told.number)) return [];
  // A shoe lasts several rounds; its nonce is the number of the first.
  const isNumber = lastsLonger(game_id) ? nonce <= told.number : nonce === told.number;
  const { table_id, number } = told;
  return client_seed === table_id && isNumber
    ? [passed(`The seeds were used for round ${number} of this table, ${table_id}.`)]
    : [failed("The seeds were used for another round or at another table.")];
}

/** Whether a seed is of a shoe, which lasts for several rounds that players decide. */
function lastsLonger(gameId: string): boolean {
  return rulesOf(gameId)?.isDecided === true;
}

function notYet({ game_id, told }: RecalledRound): string {
  const promised = "The server seed is still sealed, so the outcome can't be checked yet.";
  if (lastsLonger(game_id)) return `${promised} It is revealed when its shoe is played out.`;
  return "table_id" in told
    ? `${promised} It is revealed with the round's result.`
    : `${promised} Change your seeds to reveal it.`;
}

async function seedChecked(serverSeed: string, commitment: string): Promise<Check[]> {
  if (!HEX_SEED.test(serverSeed)) {
    return [failed("The revealed server seed is not 64 lowercase hex digits.")];
  }
  return (await sha256Hex(serverSeed)) === commitment
    ? [passed("The revealed server seed is the one that was sealed before the bets.")]
    : [failed("The revealed server seed is not the one that was sealed before the bets.")];
}

async function linkChecked(serverSeed: string, link: Link): Promise<Check[]> {
  const { anchor, position, length, seed, beacon } = link;
  if (position < 1 || position > length || length > LONGEST_CHAIN) {
    return [failed(`There is no seed ${position} in a chain of ${length}.`)];
  }
  if (beacon === null && seed === null) {
    return [await placeChecked("It is", serverSeed, anchor, position, length)];
  }
  if (beacon === null || seed === null) {
    return [failed("The link does not show what the server seed was made of.")];
  }
  const { source, round } = beacon;
  const whose = `round ${round} of the beacon ${source}`;
  if ((await isWrongValue(beacon)) || (await mixed(seed, beacon)) !== serverSeed) {
    return [failed(`The server seed is not made of the chain's seed and ${whose}.`)];
  }
  return [
    passed(`The server seed is made of the chain's seed and the value of ${whose}.`),
    await placeChecked("The chain's seed is", seed, anchor, position, length),
  ];
}

async function placeChecked(
  subject: string,
  seed: string,
  anchor: string,
  position: number,
  length: number,
): Promise<Check> {
  const isLinked = (await hashedAgain(seed, position)) === anchor;
  const place = `seed ${position} of ${length} in the table's chain`;
  return isLinked
    ? passed(`${subject} ${place}: hashed ${position} times, it is the anchor.`)
    : failed(`${subject} not ${place}: hashed ${position} times, it is not the anchor.`);
}

async function outcomeChecked(
  round: RecalledRound,
  draws: Draws,
): Promise<{ found: Check[]; drawn: Verification["drawn"] }> {
  const { paytable } = round.told;
  const rules = rulesOf(round.game_id, typeof paytable === "string" ? paytable : undefined);
  if (rules === null) {
    const version = typeof paytable === "string" ? `, version ${paytable}` : "";
    const sentence = `This page doesn't know the rules of ${round.game_id}${version}.`;
    return { found: [unchecked(sentence)], drawn: null };
  }
  if (round.outcome === null && typeof round.told.void_reason === "string") {
    return { found: [unchecked("The round was voided: every stake was returned.")], drawn: null };
  }
  if (rules.isDecided && round.outcome === null && (round.told.play ?? null) === null) {
    const sentence = "Nobody had bet on this round, so no card was dealt.";
    return { found: [unchecked(sentence)], drawn: null };
  }
  try {
    const { outcome, play } = await rules.draw(draws, round.told.play);
    const found = [outcomeCompared(outcome, round.outcome)];
    if (play !== undefined) found.push(playCompared(play, round.told.play));
    if (rules.pays !== undefined) {
      found.push(...(await payoutChecked(round, outcome, rules.pays, draws)));
    }
    found.push(...(await roundingSeedChecked(round, draws)));
    return { found, drawn: outcome };
  } catch (error) {
    if (!(error instanceof Impossible)) throw error;
    const sentence = `The cards don't allow what is on record. ${error.message}`;
    return { found: [failed(sentence)], drawn: null };
  }
}

function outcomeCompared(drawn: Drawn["outcome"], announced: unknown): Check {
  const words = describeOutcome(drawn);
  if (announced === null) return unchecked(`The seeds give ${words}; no outcome was told.`);
  return sameJson(drawn, announced)
    ? passed(`The seeds give ${words}, as was announced.`)
    : failed(`The seeds give ${words}; announced was ${describeOutcome(announced)}.`);
}

function playCompared(drawn: Drawn["outcome"], told: unknown): Check {
  return sameJson(drawn, told)
    ? passed("Every card was dealt from the sealed shoe, in the order of the decisions.")
    : failed("The cards on record are not those of the sealed shoe.");
}

/** The fractions of the payouts of a live round's bets are decided by a seed of their own. */
async function roundingSeedChecked(round: RecalledRound, draws: Draws): Promise<Check[]> {
  const { rounding_seed: told, number } = round.told;
  if (told === undefined || told === null) return [];
  return isWhole(number) && told === (await draws.roundingSeed(number))
    ? [passed("What decides fractions of payouts follows from the seeds as well.")]
    : [failed("What decides fractions of payouts does not follow from the seeds.")];
}

/** The word after those of the outcome decides a fraction. */
async function payoutChecked(
  { told, fairness }: RecalledRound,
  outcome: Drawn["outcome"],
  pays: Pays,
  draws: Draws,
): Promise<Check[]> {
  const { stake, choice, payout, balance_before: before, balance_after: after } = told;
  if (payout === undefined) return [];
  const said = (amount: unknown) => describeAmount(amount, told.currency);
  const exact = isWhole(stake) && stake > 0 ? pays(stake, choice, outcome) : null;
  if (exact === null) return [failed("That stake and choice can't be played.")];
  const isDown = fairness.scheme === SCHEME_ROUNDING_DOWN;
  const { payout: owed, rounding } = isDown
    ? { payout: exact.whole, rounding: null }
    : await roundedBy(exact, (of) => draws.draw(of));
  if (told.rounding !== undefined && !sameJson(rounding, told.rounding)) {
    return [failed("What decided the fraction of the payout is not what the seeds give.")];
  }
  if (owed !== payout) return [failed(`The game pays ${said(owed)}; paid was ${said(payout)}.`)];
  const found = [passed(`The game pays ${said(owed)} for this, as was paid.`)];
  if (before === undefined && after === undefined) return found;
  const isRight = isWhole(before) && after === before - Number(stake) + owed;
  return [
    ...found,
    isRight
      ? passed("The balance after it is the one before, less the stake, plus what was paid.")
      : failed("The balance after it does not follow from the one before."),
  ];
}

function isFailed(checks: readonly Check[]): boolean {
  return checks.some(({ state }) => state === "failed");
}

function passed(sentence: string): Check {
  return { state: "passed", sentence };
}

function failed(sentence: string): Check {
  return { state: "failed", sentence };
}

function unchecked(sentence: string): Check {
  return { state: "unchecked", sentence };
}
