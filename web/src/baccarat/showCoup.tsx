import type { BaccaratOutcomeView } from "@croupier/client";
import { sayCards } from "../cards/card";
import type { Headline } from "../tables/RoundStatus";

const TITLES = { player: "Player wins", banker: "Banker wins", tie: "Tie" } as const;
export const INITIALS = { player: "P", banker: "B", tie: "T" } as const;

/** A coup as the round's result. */
export function showCoup(coup: BaccaratOutcomeView): Headline {
  const { winner, player, banker, player_total, banker_total } = coup;
  const pairs = [coup.player_pair && "player pair", coup.banker_pair && "banker pair"].filter(
    (pair) => pair !== false,
  );
  const details = [`Player ${player_total}, banker ${banker_total}`, ...pairs].join(" · ");
  return {
    badge: <span className={`result-big bead-${winner}`}>{INITIALS[winner]}</span>,
    title: TITLES[winner],
    details,
    sentence: `${TITLES[winner]}: ${details}. Player: ${sayCards(player)}. Banker: ${sayCards(banker)}.`,
  };
}
