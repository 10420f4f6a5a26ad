import { CardRow } from "../cards/CardRow";
import { total } from "../fairness/baccarat";
import type { Hands, Winner } from "./outcome";

interface BaccaratHandsProps {
  readonly hands: Hands;
  /** Null while the coup is not over. */
  readonly winner: Winner | null;
}

/** The two hands with what they count. */
export function BaccaratHands({ hands, winner }: BaccaratHandsProps) {
  return (
    <div className="picture card-table">
      <Side name="Player" cards={hands.player} isWinner={winner === "player"} />
      <Side name="Banker" cards={hands.banker} isWinner={winner === "banker"} />
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly cards: readonly string[];
  readonly isWinner: boolean;
}

function Side({ name, cards, isWinner }: SideProps) {
  return (
    <section
      className={isWinner ? "card-side card-side-winner" : "card-side"}
      aria-label={`${name}'s hand`}
    >
      <p className="card-side-head">
        {name} {cards.length > 0 && <strong data-testid={`total-${name}`}>{total(cards)}</strong>}
      </p>
      {cards.length === 0 ? (
        <span className="card-row card-row-empty" aria-hidden="true">
          <span className="card-place" />
          <span className="card-place" />
        </span>
      ) : (
        <CardRow cards={cards} />
      )}
    </section>
  );
}
