import { describe, expect, it } from "vitest";
import { BACCARAT } from "../src/baccarat/game";
import { dealtHands, readCoup } from "../src/baccarat/outcome";
import { total } from "../src/fairness/baccarat";
import { readCard, sayCards } from "../src/cards/card";

const banker = {
  player: ["KD", "3S", "9H"],
  banker: ["TC", "3D"],
  player_total: 2,
  banker_total: 3,
  winner: "banker",
  player_pair: false,
  banker_pair: false,
};
const tie = { ...banker, winner: "tie", banker_total: 2, banker_pair: true };

const isLost = (type: string, outcome: unknown) => BACCARAT.isLost({ type, amount: 100 }, outcome);

describe("a coup", () => {
  it("loses the bets on the other hand, on the tie and on pairs that weren't dealt", () => {
    const types = ["player", "banker", "tie", "player_pair", "banker_pair"];
    expect(types.filter((type) => isLost(type, banker))).toEqual([
      "player",
      "tie",
      "player_pair",
      "banker_pair",
    ]);
    expect(types.filter((type) => isLost(type, tie))).toEqual(["player_pair"]);
  });

  it("is nothing if it can't be read, and loses nothing then", () => {
    for (const raw of [null, {}, { player: "KD" }, { pocket: 3 }]) {
      expect(readCoup(raw)).toBeNull();
      expect(isLost("player", raw)).toBe(false);
      expect(BACCARAT.sayOutcome(raw)).toBeNull();
    }
  });

  it("counts tens and court cards nothing, an ace one, and only the last digit", () => {
    expect(total(["KD", "TC", "AS"])).toBe(1);
    expect(total(["9H", "8C", "5D"])).toBe(2);
  });

  it("lies at the hands as a dealer turned it, a fifth card at whichever draws", () => {
    expect(dealtHands(["KD", "TC", "3S", "3D"])).toEqual({
      player: ["KD", "3S"],
      banker: ["TC", "3D"],
    });
    expect(dealtHands(["KD", "TC", "3S", "3D", "9H"]).player).toEqual(["KD", "3S", "9H"]);
    expect(dealtHands(["KD", "TC", "7S", "3D", "9H"]).banker).toEqual(["TC", "3D", "9H"]);
    expect(dealtHands(["KD"])).toEqual({ player: ["KD"], banker: [] });
  });
});

describe("a card", () => {
  it("is said in words", () => {
    expect(sayCards(["AS", "TD"])).toBe("ace of spades, ten of diamonds");
    expect(readCard("TD")?.corner).toBe("10");
  });

  it("is face down if it is none", () => {
    for (const code of ["", "1S", "AX", "10S"]) expect(readCard(code)).toBeNull();
  });
});
