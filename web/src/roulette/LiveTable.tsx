import { useMemo, useState } from "react";
import { usePlayer } from "../app/context";
import { FairnessPanel } from "../fairness/FairnessPanel";
import { useStore } from "../shared/store";
import { BetControls } from "./BetControls";
import { Board } from "./Board";
import { amountsBySpot, chipRack } from "./betSlip";
import { MyBets } from "./MyBets";
import { roundReturn } from "./myBets";
import { ResultStrip } from "./ResultStrip";
import { RoundStatus } from "./RoundStatus";
import { TableActivity } from "./TableActivity";
import type { TableState } from "./tableState";
import type { TableStore } from "./tableStore";
import { useBetSlip } from "./useBetSlip";
import { useBettingOpen } from "./useBettingOpen";
import { useOrientation } from "./useOrientation";
import { useReveal } from "./useReveal";
import { Wheel } from "./Wheel";
import { POCKETS } from "./wheel";

/** A table with its wheel, its layout and what goes on around it. */
export function LiveTable({ store, table }: { store: TableStore; table: TableState }) {
  const { line, wallet, profile } = usePlayer();
  const { currency } = profile;
  const balance = useStore(wallet.state);
  const bets = useStore(store.bets);
  const connection = useStore(line.state);
  const orientation = useOrientation();
  const reveal = useReveal(table, line.clock);
  const isOpen = useBettingOpen(table, line.clock);

  const { minStake, maxStake } = table.limits;
  const chips = useMemo(() => chipRack(minStake, maxStake), [minStake, maxStake]);
  const [chosen, setChosen] = useState<number | null>(null);
  const chip = chosen ?? chips[Math.min(2, chips.length - 1)] ?? minStake;
  const slip = useBetSlip({
    store,
    table,
    bets,
    isOpen,
    chip,
    available: balance?.available ?? 0,
    currency,
  });

  const pending = useMemo(() => amountsBySpot(slip.slip), [slip.slip]);
  const placed = useMemo(() => {
    const ofRound = bets.filter((bet) => bet.roundId === table.roundId);
    return amountsBySpot(ofRound.flatMap((bet) => bet.stakes));
  }, [bets, table.roundId]);
  const returned = table.roundId === null ? null : roundReturn(bets, table.roundId);
  const results = table.lastResults.filter(({ roundId }) => roundId !== reveal.veiledRoundId);
  const ballIn = table.outcome?.pocket ?? table.lastResults[0]?.pocket ?? null;

  return (
    <div className="live-table" data-connection={connection.kind}>
      <section className="stage" aria-labelledby="table-name">
        <h1 id="table-name">{table.name}</h1>
        <Wheel mode={reveal.mode} pocket={ballIn} />
        <RoundStatus
          table={table}
          clock={line.clock}
          isOpen={isOpen}
          pocket={reveal.pocket}
          returned={returned}
          currency={currency}
        />
        <ResultStrip results={results} />
      </section>
      <section className="felt" aria-label="Bets">
        <Board
          orientation={orientation}
          currency={currency}
          isOpen={isOpen}
          pending={pending}
          placed={placed}
          winningPocket={isOpen ? null : reveal.pocket}
          onBet={slip.put}
        />
        <BetControls
          chips={chips}
          chip={chip}
          onChip={setChosen}
          currency={currency}
          isOpen={isOpen}
          control={slip}
        />
      </section>
      <aside className="side" aria-label="About this table">
        <MyBets bets={bets} currency={currency} veiledRoundId={reveal.veiledRoundId} />
        <TableActivity table={table} currency={currency} />
        <FairnessPanel
          roundNumber={table.number}
          commitment={table.commitment}
          provable={reveal.veiledRoundId === null ? table.provable : null}
          pockets={POCKETS}
        />
      </aside>
    </div>
  );
}
