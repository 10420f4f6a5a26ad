import { useCallback, useEffect, useState } from "react";
import { usePlayer } from "../app/context";
import { verifyHash } from "../app/route";
import { describeError } from "../shared/errorMessages";
import { formatMoney } from "../shared/money/money";
import { useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import { FILTERS, transactionName } from "./transactionNames";
import type { Transaction } from "./walletApi";

interface Loaded {
  readonly items: readonly Transaction[];
  readonly nextCursor: string | null;
}

const timeFormat = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

export function HistoryPage() {
  const { walletApi, wallet } = usePlayer();
  const version = useStore(wallet.state)?.version;
  const [type, setType] = useState("");
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [error, setError] = useState<unknown>(null);

  // Whatever changes the wallet is a new line: a new version means looking again.
  useEffect(() => {
    let isCurrent = true;
    walletApi
      .transactions(null, type)
      .then(({ items, next_cursor }) => {
        if (!isCurrent) return;
        setLoaded({ items, nextCursor: next_cursor });
        setError(null);
      })
      .catch((failure: unknown) => {
        if (isCurrent) setError(failure);
      });
    return () => {
      isCurrent = false;
    };
  }, [walletApi, type, version]);

  const loadMore = useCallback(async () => {
    if (loaded?.nextCursor == null) return;
    try {
      const page = await walletApi.transactions(loaded.nextCursor, type);
      setLoaded((known) =>
        // A newer first page has come meanwhile; its own cursor continues it.
        known !== loaded
          ? known
          : { items: [...loaded.items, ...page.items], nextCursor: page.next_cursor },
      );
    } catch (failure) {
      setError(failure);
    }
  }, [walletApi, loaded, type]);

  return (
    <section className="page card" aria-labelledby="history-title">
      <div className="page-head">
        <h1 id="history-title">History</h1>
        <label className="inline-field">
          <span>Show</span>
          <select
            value={type}
            onChange={(event) => {
              setLoaded(null);
              setType(event.target.value);
            }}
          >
            {FILTERS.map((filter) => (
              <option key={filter.type} value={filter.type}>
                {filter.label}
              </option>
            ))}
          </select>
        </label>
      </div>
      {error !== null && <Notice kind="error">{describeError(error)}</Notice>}
      {loaded === null ? (
        error === null && <p className="muted">Loading…</p>
      ) : loaded.items.length === 0 ? (
        <p className="muted">Nothing here yet.</p>
      ) : (
        <TransactionTable items={loaded.items} />
      )}
      {loaded?.nextCursor != null && (
        <button type="button" onClick={() => void loadMore()}>
          Show older
        </button>
      )}
    </section>
  );
}

function TransactionTable({ items }: { items: readonly Transaction[] }) {
  return (
    <table className="history">
      <thead>
        <tr>
          <th scope="col">What</th>
          <th scope="col">When</th>
          <th scope="col" className="number">
            Amount
          </th>
          <th scope="col" className="number">
            Balance after
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={item.transaction_id} data-type={item.type} data-amount={item.amount}>
            <td>
              {transactionName(item.type)} <CheckLink reference={item.reference} />
            </td>
            <td>
              <time dateTime={item.created_at}>{timeFormat.format(new Date(item.created_at))}</time>
            </td>
            <td className={item.amount > 0 ? "number plus" : "number"}>
              {formatMoney(item.amount, item.currency)}
            </td>
            <td className="number" data-balance={item.balance_after}>
              {formatMoney(item.balance_after, item.currency)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** To the check of the round that a line is about. */
function CheckLink({ reference }: { reference: Transaction["reference"] }) {
  const roundId = reference?.round_id;
  if (typeof roundId !== "string") return null;
  return (
    <a className="history-check" href={verifyHash(roundId)} aria-label="Check this round">
      Check
    </a>
  );
}
