import { SpotButton } from "../tables/SpotButton";
import type { Play } from "../tables/usePlay";
import type { ShownHand } from "./round";
import { SeatHand } from "./SeatHand";
import type { Seats } from "./useSeats";

interface SeatBoxProps {
  readonly seat: number;
  readonly isTaken: boolean;
  readonly seats: Seats;
  readonly hands: readonly ShownHand[];
  /** The player has bet here in this round. */
  readonly isBetOn: boolean;
  readonly play: Play;
}

/** A seat: free to be taken, the player's own to bet at, or somebody else's to watch. */
export function SeatBox({ seat, isTaken, seats, hands, isBetOn, play }: SeatBoxProps) {
  const isMine = seats.mine.includes(seat);
  const isOn = hands.some((hand) => hand.isOn);
  const who = isMine || isBetOn ? "you" : isTaken ? "taken" : "free";
  return (
    <section
      className={`seat seat-${who}${isOn ? " seat-on" : ""}`}
      aria-label={`Seat ${seat}, ${who}`}
      data-seat={seat}
    >
      <p className="seat-head">
        Seat {seat}
        {who !== "free" && <span className="tag">{who === "you" ? "You" : "Taken"}</span>}
      </p>
      {hands.length > 0 ? (
        hands.map((hand, index) => <SeatHand key={index} hand={hand} />)
      ) : isMine ? (
        <SpotButton
          spec={{ type: "seat", selection: [seat] }}
          name="Bet"
          pays="Blackjack 3:2"
          label={`Bet at seat ${seat}`}
          play={play}
        />
      ) : isTaken ? (
        <p className="muted seat-empty">No bet yet</p>
      ) : (
        <button
          type="button"
          className="seat-take"
          disabled={seats.action.isBusy}
          aria-label={`Sit down at seat ${seat}`}
          onClick={() => seats.take(seat)}
        >
          Sit down
        </button>
      )}
      {isMine && hands.length === 0 && !isBetOn && (
        <button
          type="button"
          className="quiet seat-leave"
          disabled={seats.action.isBusy}
          aria-label={`Get up from seat ${seat}`}
          onClick={() => seats.leave(seat)}
        >
          Get up
        </button>
      )}
    </section>
  );
}
