import { describe, expect, it } from "vitest";
import { MAX_CHANCE } from "../src/fairness/dice";
import { machineOf } from "../src/fairness/machines";
import { capOf, findGame } from "../src/games/games";
import { LEAST_TARGET } from "../src/instant/limbo/limboOdds";
import { coveredPockets } from "../src/roulette/bets";
import { gameOf, isKnownGame } from "../src/tables/games";
import { betsOffered, gamesDescribed, paysOf, schemasOf } from "../src/tables/offers";
import { betKey } from "../src/tables/stakes";
import { inWords } from "../src/tables/tableGame";
import { viewOf } from "../src/tables/views";
import spots from "./spots.json";

const AT_TABLES = gamesDescribed().filter((gameId) => betsOffered(gameId).length > 0);
const ALONE = gamesDescribed().filter((gameId) => !AT_TABLES.includes(gameId));

describe.each(AT_TABLES)("the table of %s", (gameId) => {
  const offered = betsOffered(gameId);

  it("is known to this site", () => {
    expect(isKnownGame(gameId)).toBe(true);
    expect(viewOf(gameId)).not.toBeNull();
  });

  it("offers every bet that the platform takes, and no other", () => {
    const keys = (specs: typeof offered) => specs.map(betKey).sort();
    expect(keys(gameOf(gameId).spots)).toEqual(keys(offered));
  });

  it("says what each bet pays, and calls each by a name of its own", () => {
    const { spots, betName } = gameOf(gameId);
    for (const { type } of spots) expect(paysOf(gameId, type)).not.toBeNull();
    expect(new Set(spots.map(betName)).size).toBe(spots.length);
  });
});

it("roulette's bets win on the pockets that the platform pays them on", () => {
  expect(spots.length).toBeGreaterThan(400);
  for (const { game_id, type, selection, covers } of spots) {
    const spec = selection.length === 0 ? { type } : { type, selection };
    const covered = [...coveredPockets(spec)].sort((a, b) => a - b);
    expect([game_id, betKey(spec), covered]).toEqual([game_id, betKey(spec), covers]);
  }
});

it("a bet that only the platform knows would be missed", () => {
  const unheard = { type: "voisins", selection: [0, 2, 3] };
  expect(gameOf("roulette-european").spots.map(betKey)).not.toContain(betKey(unheard));
  expect(paysOf("roulette-european", unheard.type)).toBeNull();
});

it.each(ALONE)("the page of %s offers the choices that the platform takes", (gameId) => {
  const [schema] = schemasOf(gameId);
  const { choice, stake } = schema!.properties;
  const machine = machineOf(gameId);
  switch (findGame(gameId)?.category) {
    case "dice":
      expect(choice?.properties.direction?.enum).toEqual(["under", "over"]);
      expect(choice?.properties.chance).toMatchObject({ minimum: 1, maximum: MAX_CHANCE });
      break;
    case "limbo":
      expect(choice?.properties.target).toMatchObject({ minimum: LEAST_TARGET, maximum: capOf(gameId) });
      break;
    default:
      expect([gameId, machine]).not.toEqual([gameId, null]);
      expect(choice).toBeUndefined();
      expect(stake?.multipleOf ?? 1).toBe(machine?.lines.length);
  }
});

it("words of the wire become names", () => {
  expect(inWords("player_pair")).toBe("Player pair");
});
