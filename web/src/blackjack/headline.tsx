import type { BlackjackOutcomeView, BlackjackPlayView, ServerClock } from "@croupier/client";
import { Countdown } from "../tables/Countdown";
import type { Headline } from "../tables/RoundStatus";
import type { TableState } from "../tables/tableState";
import { handsOf, turnsOf } from "./round";
import { sayDealer, saySeats, sayTotal } from "./words";

/** Whose turn it is, with the time that is left; or how the round ended. */
export function headlineOf(
  table: TableState,
  clock: ServerClock,
  play: BlackjackPlayView | null,
  outcome: BlackjackOutcomeView | null,
  mine: readonly number[],
): Headline | null {
  if (outcome !== null) return showEnd(outcome, mine);
  if (table.phase !== "playing" || play === null || play.stage === "over") return null;
  const badge = table.nextAt === null ? null : <Countdown clock={clock} until={table.nextAt} />;
  const isMine = turnsOf(play, mine).length > 0;
  if (play.stage === "insurance") {
    const title = isMine ? "Insurance?" : "Insurance is being decided";
    return { badge, title, details: "The dealer shows an ace", sentence: `${title}.` };
  }
  const { seat = 0, hand = 1 } = play.on ?? {};
  const shown = handsOf(seat, play, null)[hand - 1];
  const details = `Seat ${seat}${hand > 1 ? `, hand ${hand}` : ""}${shown ? ` · ${sayTotal(shown)}` : ""}`;
  const title = isMine ? "Your turn" : `Seat ${seat} decides`;
  return { badge, title, details: isMine ? details : "Cards are dealt in turn", sentence: `${title}: ${details}.` };
}

function showEnd(outcome: BlackjackOutcomeView, mine: readonly number[]): Headline {
  const { total, blackjack } = outcome.dealer;
  const title = sayDealer(outcome);
  const details = saySeats(outcome, mine);
  return {
    badge: <span className="result-big dealer-badge">{blackjack ? "BJ" : total}</span>,
    title,
    details: details === "" ? "The round is over" : details,
    sentence: `${title}. ${details}`,
  };
}
