import { usePlayer } from "../app/context";
import { describeError } from "../shared/errorMessages";
import { useStore } from "../shared/store";
import { BetControls } from "../tables/BetControls";
import { TableFrame } from "../tables/TableFrame";
import { usePlay } from "../tables/usePlay";
import type { TableViewProps } from "../tables/tableView";
import { DealerHand } from "./DealerHand";
import { DealerStrip } from "./DealerStrip";
import { DecisionBar } from "./DecisionBar";
import { SEATS } from "./game";
import { headlineOf } from "./headline";
import { handsOf, readOutcome, readPlay, turnsOf } from "./round";
import { SeatBox } from "./SeatBox";
import { useSeats } from "./useSeats";


/** The dealer's hand and seven seats; whoever sits at none watches. */
export function BlackjackTable({ store, table }: TableViewProps) {
  const play = usePlay(store, table);
  const seats = useSeats(table);
  const balance = useStore(usePlayer().wallet.state);
  const round = table.phase === "playing" || table.outcome !== null ? readPlay(table.play) : null;
  const outcome = readOutcome(table.outcome);
  // A hand stays with whoever bet on it, also if they have got up since.
  const stakeOf = (seat: number) => play.placed.get(`seat:${seat}`) ?? 0;
  const betOn = SEATS.filter((seat) => stakeOf(seat) > 0);
  const turns = table.phase === "playing" ? turnsOf(round, betOn) : [];
  return (
    <TableFrame
      store={store}
      table={table}
      play={play}
      shape="broad"
      picture={<DealerHand play={round} outcome={outcome} />}
      headline={headlineOf(table, play.clock, round, outcome, betOn)}
      results={<DealerStrip results={table.lastResults} />}
      hint="Sit down, choose a chip, click on your seat, then place your bet."
      felt={
        <>
          {seats.action.error !== null && (
            <p className="slip-message slip-message-error" role="alert">
              {describeError(seats.action.error)}
            </p>
          )}
          <div className="seats">
            {SEATS.map((seat) => (
              <SeatBox
                key={seat}
                seat={seat}
                isTaken={table.seatsTaken.includes(seat)}
                seats={seats}
                hands={handsOf(seat, round, outcome)}
                isBetOn={betOn.includes(seat)}
                play={play}
              />
            ))}
          </div>
          {turns.length > 0 && table.roundId !== null ? (
            <DecisionBar
              store={store}
              roundId={table.roundId}
              turns={turns}
              stakeOf={stakeOf}
              available={balance?.available ?? 0}
              currency={play.currency}
            />
          ) : (
            <BetControls play={play} />
          )}
        </>
      }
    />
  );
}
