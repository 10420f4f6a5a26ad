import { formatMoney } from "../shared/money/money";
import type { TableState } from "./tableState";

/** Who else is here, and what everybody has on the round. */
export function TableActivity({ table, currency }: { table: TableState; currency: string }) {
  const { activity, players } = table;
  return (
    <section className="card panel" aria-labelledby="activity-title">
      <h2 id="activity-title">At this table</h2>
      <dl className="figures">
        <div>
          <dt>Players</dt>
          <dd data-testid="players">{players}</dd>
        </div>
        <div>
          <dt>Bets this round</dt>
          <dd data-testid="round-bets">{activity.bets}</dd>
        </div>
        <div>
          <dt>Staked in all</dt>
          <dd data-testid="round-stake">
            {formatMoney(activity.totalStake, activity.currency ?? currency)}
          </dd>
        </div>
      </dl>
    </section>
  );
}
