import type { BlackjackOutcomeView, BlackjackPlayView } from "@croupier/client";
import { CardRow } from "../cards/CardRow";
import { sayDealerTotal } from "./words";

interface DealerHandProps {
  readonly play: BlackjackPlayView | null;
  readonly outcome: BlackjackOutcomeView | null;
}

/** The dealer's cards; the hole card lies face down until it is turned. */
export function DealerHand({ play, outcome }: DealerHandProps) {
  const cards = outcome?.dealer.cards ?? play?.dealer.cards ?? [];
  const total =
    outcome !== null
      ? String(outcome.dealer.total)
      : play !== null && sayDealerTotal(play.dealer);
  return (
    <section className="picture card-side dealer-hand" aria-label="The dealer's hand">
      <p className="card-side-head">
        Dealer {cards.length > 0 && <strong data-testid="dealer-total">{total}</strong>}
      </p>
      {cards.length === 0 ? (
        <span className="card-row" aria-hidden="true">
          <span className="card-place" />
          <span className="card-place" />
        </span>
      ) : (
        <CardRow cards={cards} faceDown={outcome === null && cards.length === 1 ? 1 : 0} />
      )}
    </section>
  );
}
