import { BetControls } from "../tables/BetControls";
import { gameOf } from "../tables/games";
import { TableFrame } from "../tables/TableFrame";
import { usePlay } from "../tables/usePlay";
import type { TableViewProps } from "../tables/tableView";
import { Board } from "./Board";
import { AMERICAN_ROULETTE, readPocket } from "./game";
import { DOUBLE_ZERO_LAYOUT, SINGLE_ZERO_LAYOUT } from "./layout";
import { ResultStrip } from "./ResultStrip";
import { showPocket } from "./showPocket";
import { useOrientation } from "./useOrientation";
import { useReveal } from "./useReveal";
import { Wheel } from "./Wheel";
import { DOUBLE_ZERO_WHEEL, SINGLE_ZERO_WHEEL } from "./wheel";

/** A table with its wheel and its layout. */
export function RouletteTable({ store, table }: TableViewProps) {
  const isAmerican = gameOf(table.gameId) === AMERICAN_ROULETTE;
  const wheel = isAmerican ? DOUBLE_ZERO_WHEEL : SINGLE_ZERO_WHEEL;
  const play = usePlay(store, table);
  const orientation = useOrientation();
  const reveal = useReveal(table, play.clock);
  const results = table.lastResults.filter(({ roundId }) => roundId !== reveal.veiledRoundId);
  const ballIn = readPocket(table.outcome) ?? readPocket(table.lastResults[0]?.outcome);
  return (
    <TableFrame
      store={store}
      table={table}
      play={play}
      picture={<Wheel wheel={wheel} mode={reveal.mode} pocket={ballIn} />}
      headline={reveal.pocket === null ? null : showPocket(reveal.pocket)}
      results={<ResultStrip results={results} />}
      hint="Choose a chip, click on the layout, then place your bet."
      veiledRoundId={reveal.veiledRoundId}
      felt={
        <>
          <Board
            layout={isAmerican ? DOUBLE_ZERO_LAYOUT : SINGLE_ZERO_LAYOUT}
            orientation={orientation}
            currency={play.currency}
            isOpen={play.isOpen}
            pending={play.pending}
            placed={play.placed}
            winningPocket={play.isOpen ? null : reveal.pocket}
            onBet={play.slip.put}
          />
          <BetControls play={play} />
        </>
      }
    />
  );
}
