import { describe, expect, it } from "vitest";
import { coveredPockets, pays } from "../src/roulette/bets";
import {
  centre,
  LAYOUT_BREADTH,
  LAYOUT_LENGTH,
  neighbour,
  place,
  DOUBLE_ZERO_LAYOUT,
  SINGLE_ZERO_LAYOUT,
  type Spot,
} from "../src/roulette/layout";
import { betKey } from "../src/tables/stakes";
import { DOUBLE_ZERO_WHEEL, pocketAngle, SINGLE_ZERO_WHEEL } from "../src/roulette/wheel";

const SPOTS = SINGLE_ZERO_LAYOUT.spots;

const spot = (key: string): Spot => {
  const found = SINGLE_ZERO_LAYOUT.byKey.get(key);
  if (found === undefined) throw new Error(`no spot ${key}`);
  return found;
};

const odds = (spot: Spot) => Number(/^(\d+) to 1$/.exec(pays(spot) ?? "")?.[1]);

const count = (type: string) => SPOTS.filter((each) => each.type === type).length;

describe("the layout", () => {
  it("has every bet of European roulette once", () => {
    expect(SINGLE_ZERO_LAYOUT.byKey.size).toBe(SPOTS.length);
    const counts = { straight: 37, split: 60, street: 14, corner: 23, line: 11, dozen: 3, column: 3 };
    for (const [type, expected] of Object.entries(counts)) {
      expect([type, count(type)]).toEqual([type, expected]);
    }
  });

  it("gives the house the same edge on every spot", () => {
    for (const each of SPOTS) {
      expect([each.key, coveredPockets(each).length * (odds(each) + 1)]).toEqual([each.key, 36]);
    }
  });

  it("has every bet of American roulette once, the first five alone at worse odds", () => {
    const { spots, byKey } = DOUBLE_ZERO_LAYOUT;
    expect(byKey.size).toBe(spots.length);
    expect(spots.length).toBe(161);
    for (const each of spots) {
      const returned = coveredPockets(each).length * (odds(each) + 1);
      expect([each.key, returned]).toEqual([each.key, each.type === "basket" ? 35 : 36]);
    }
  });

  it("lets no edge beside the zeros cover another", () => {
    const edges = DOUBLE_ZERO_LAYOUT.spots.filter(
      ({ area, isCell }) => !isCell && area.x < 1 && area.x + area.width > 1,
    );
    const byHeight = edges.sort((a, b) => a.area.y - b.area.y);
    expect(byHeight.length).toBe(8);
    byHeight.slice(1).forEach(({ area }, index) => {
      const above = byHeight[index]!.area;
      expect(area.y).toBeGreaterThanOrEqual(above.y + above.height - 1e-9);
    });
  });

  it("puts each edge exactly between the numbers it covers", () => {
    for (const each of SPOTS.filter(({ type }) => type === "split" || type === "corner")) {
      const numbers = (each.selection ?? []).filter((number) => number !== 0);
      if (numbers.length !== each.selection?.length) continue; // zero's box is taller than a cell
      const centres = numbers.map((number) => centre(spot(`straight:${number}`).area));
      const mean = {
        x: centres.reduce((sum, { x }) => sum + x, 0) / centres.length,
        y: centres.reduce((sum, { y }) => sum + y, 0) / centres.length,
      };
      expect(centre(each.area).x).toBeCloseTo(mean.x);
      expect(centre(each.area).y).toBeCloseTo(mean.y);
    }
  });

  it("leaves every cell enough room between its edges to be clicked", () => {
    const { area } = spot("straight:17");
    const middle = centre(area);
    const hits = SPOTS.filter(
      (each) =>
        Math.abs(centre(each.area).x - middle.x) < each.area.width / 2 &&
        Math.abs(centre(each.area).y - middle.y) < each.area.height / 2,
    );
    expect(hits.map(({ key }) => key)).toEqual(["straight:17"]);
  });

  it.each(["wide", "tall"] as const)("lies within its bounds, %s", (orientation) => {
    const [width, height] =
      orientation === "wide" ? [LAYOUT_LENGTH, LAYOUT_BREADTH] : [LAYOUT_BREADTH, LAYOUT_LENGTH];
    for (const each of [...SPOTS, ...DOUBLE_ZERO_LAYOUT.spots]) {
      const area = place(each.area, orientation);
      expect(area.x).toBeGreaterThanOrEqual(0);
      expect(area.y).toBeGreaterThanOrEqual(0);
      expect(area.x + area.width).toBeLessThanOrEqual(width);
      expect(area.y + area.height).toBeLessThanOrEqual(height);
    }
  });

  it("reads upright like a table: zero on top, 1-2-3 below it from left to right", () => {
    const at = (key: string) => centre(place(spot(key).area, "tall"));
    expect(at("straight:0").y).toBeLessThan(at("straight:1").y);
    expect(at("straight:1").x).toBeLessThan(at("straight:2").x);
    expect(at("straight:2").x).toBeLessThan(at("straight:3").x);
    expect(at("straight:34").y).toBeGreaterThan(at("straight:1").y);
    expect(at("dozen:1").x).toBeLessThan(at("straight:1").x);
  });

  it("is walked with the arrow keys over edges and cells alike", () => {
    expect(neighbour(SINGLE_ZERO_LAYOUT, spot("straight:17"), "right", "wide").key).toBe("split:17-20");
    expect(neighbour(SINGLE_ZERO_LAYOUT, spot("split:17-20"), "right", "wide").key).toBe("straight:20");
    expect(neighbour(SINGLE_ZERO_LAYOUT, spot("straight:17"), "up", "wide").key).toBe("split:17-18");
    expect(neighbour(SINGLE_ZERO_LAYOUT, spot("straight:17"), "down", "tall").key).toBe("split:17-20");
    expect(neighbour(SINGLE_ZERO_LAYOUT, spot("red"), "down", "wide").key).toBe("red");
  });

  it("names a spot the same however its numbers are listed", () => {
    expect(betKey({ type: "split", selection: [20, 17] })).toBe("split:17-20");
  });
});

describe("the wheel", () => {
  it.each([SINGLE_ZERO_WHEEL, DOUBLE_ZERO_WHEEL])("has each pocket once", (...wheel) => {
    expect([...wheel].sort((a, b) => a - b)).toEqual([...Array(wheel.length).keys()]);
  });

  it("counts angles from zero, and has the zeros of an American wheel face each other", () => {
    expect(pocketAngle(SINGLE_ZERO_WHEEL, 0)).toBe(0);
    expect(pocketAngle(SINGLE_ZERO_WHEEL, 32)).toBeCloseTo(360 / 37);
    expect(pocketAngle(DOUBLE_ZERO_WHEEL, 37)).toBe(180);
  });
});
