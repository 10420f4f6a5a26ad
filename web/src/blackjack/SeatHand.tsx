import { CardRow } from "../cards/CardRow";
import type { ShownHand } from "./round";
import { RESULTS, sayTotal } from "./words";

/** One hand at a seat: its cards, what they count, and how it ended. */
export function SeatHand({ hand }: { hand: ShownHand }) {
  const { cards, isDoubled, isOn, result } = hand;
  return (
    <div
      className={`seat-hand${isOn ? " seat-hand-on" : ""}${result === null ? "" : ` seat-hand-${result}`}`}
      data-result={result}
    >
      <CardRow cards={cards} />
      <p className="seat-hand-total">
        <strong>{sayTotal(hand)}</strong>
        {isDoubled && " doubled"}
        {result !== null && <span className="seat-hand-result"> {RESULTS[result]}</span>}
      </p>
    </div>
  );
}
