import type { TableState } from "./tableState";

/** The promise for the round that is on, and where the last one that was revealed is checked. */
export function Seal({ table }: { table: TableState }) {
  const { commitment, number, revealed } = table;
  return (
    <section className="card panel fairness" aria-labelledby="fairness-title">
      <h2 id="fairness-title">Fairness</h2>
      {table.hasDealer ? (
        <p className="muted">A person deals here: what you see on the table is the result.</p>
      ) : (
        <p className="muted">
          The result is fixed before you bet, and sealed. When the seal is opened, anybody can check
          that nothing was changed.
        </p>
      )}
      {commitment !== null && (
        <div className="hash">
          <span>{number === null ? "Seal" : `Seal of round ${number}`}</span>
          <code>{commitment}</code>
        </div>
      )}
      {revealed !== null && (
        <a href={`#/verify/${encodeURIComponent(revealed.roundId)}`}>
          Check round {revealed.fairness.nonce}
        </a>
      )}
    </section>
  );
}
