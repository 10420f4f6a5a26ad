import type { ReactNode } from "react";
import { usePlayer } from "../app/context";
import { useStore } from "../shared/store";
import { ChatPanel } from "./ChatPanel";
import { gameOf } from "./games";
import { MyBets } from "./MyBets";
import { RoundStatus, type Headline } from "./RoundStatus";
import { Seal } from "./Seal";
import { StatusNotice } from "./StatusNotice";
import { TableActivity } from "./TableActivity";
import type { TableState } from "./tableState";
import type { TableStore } from "./tableStore";
import type { Play } from "./usePlay";
import { VideoPanel } from "./VideoPanel";

interface TableFrameProps {
  readonly store: TableStore;
  readonly table: TableState;
  readonly play: Play;
  /** Whether the picture is round, beside the text, or broad, above it on narrow screens. */
  readonly shape?: "round" | "broad";
  /** The wheel, the cards, the curve. */
  readonly picture: ReactNode;
  readonly headline: Headline | null;
  /** The strip of the last results. */
  readonly results: ReactNode;
  /** Where bets are put down. */
  readonly felt: ReactNode;
  /** How a player begins, for those who have no bets yet. */
  readonly hint: string;
  /** The round whose result the picture has still to reveal. */
  readonly veiledRoundId?: string | null;
}

/** What is the same at every table: the stage, the felt, and what goes on around them. */
export function TableFrame(props: TableFrameProps) {
  const { store, table, play, picture, headline, results, felt, hint, veiledRoundId = null } = props;
  const { shape = "round" } = props;
  const connection = useStore(usePlayer().line.state);
  const game = gameOf(table.gameId);
  return (
    <div className="live-table" data-connection={connection.kind}>
      <StatusNotice table={table} />
      <section className={`stage stage-${shape}`} aria-labelledby="table-name">
        <h1 id="table-name">{table.name}</h1>
        {picture}
        <RoundStatus
          table={table}
          clock={play.clock}
          isOpen={play.isOpen}
          headline={headline}
          returned={play.returned}
          currency={play.currency}
        />
        {results}
      </section>
      <section className="felt" aria-label="Bets">
        {felt}
      </section>
      <aside className="side" aria-label="About this table">
        {table.videoUrl !== null && <VideoPanel url={table.videoUrl} name={table.name} />}
        <MyBets
          bets={play.bets}
          currency={play.currency}
          betName={game.betName}
          hint={hint}
          veiledRoundId={veiledRoundId}
        />
        <TableActivity table={table} currency={play.currency} />
        <ChatPanel store={store} />
        <Seal table={table} isVeiled={veiledRoundId !== null} />
      </aside>
    </div>
  );
}
