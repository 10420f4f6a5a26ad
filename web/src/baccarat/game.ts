import { inWords, type TableGame } from "../tables/tableGame";
import { readCoup } from "./outcome";

const SIDES = { player: "Player", banker: "Banker", tie: "Tie" } as const;

/** As they lie on the felt: three above, two below. */
export const BOXES = ["player_pair", "tie", "banker_pair", "player", "banker"] as const;

export type Box = (typeof BOXES)[number];

export const BACCARAT: TableGame = {
  spots: BOXES.map((type) => ({ type })),
  betName: ({ type }) => inWords(type),
  sayOutcome: (outcome) => {
    const coup = readCoup(outcome);
    return coup && `${SIDES[coup.winner]} ${coup.player_total}–${coup.banker_total}`;
  },
  isLost: ({ type }, outcome) => {
    const coup = readCoup(outcome);
    if (coup === null) return false;
    switch (type) {
      // On a tie, bets on the hands come back.
      case "player":
        return coup.winner === "banker";
      case "banker":
        return coup.winner === "player";
      case "tie":
        return coup.winner !== "tie";
      case "player_pair":
        return !coup.player_pair;
      case "banker_pair":
        return !coup.banker_pair;
      default:
        return false;
    }
  },
};
