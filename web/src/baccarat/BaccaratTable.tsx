import type { BaccaratOutcomeView } from "@croupier/client";
import { BetControls } from "../tables/BetControls";
import { paysOf } from "../tables/offers";
import { SpotButton } from "../tables/SpotButton";
import { TableFrame } from "../tables/TableFrame";
import { inWords } from "../tables/tableGame";
import { usePlay } from "../tables/usePlay";
import type { TableViewProps } from "../tables/tableView";
import { BaccaratHands } from "./BaccaratHands";
import { BeadRoad } from "./BeadRoad";
import { BOXES, type Box } from "./game";
import { dealtHands, readCoup } from "./outcome";
import { showCoup } from "./showCoup";

/** The two hands, and the five things to bet on. */
export function BaccaratTable({ store, table }: TableViewProps) {
  const play = usePlay(store, table);
  const coup = readCoup(table.outcome);
  return (
    <TableFrame
      store={store}
      table={table}
      play={play}
      shape="broad"
      picture={
        <BaccaratHands hands={coup ?? dealtHands(table.cards)} winner={coup?.winner ?? null} />
      }
      headline={coup && showCoup(coup)}
      results={<BeadRoad results={table.lastResults} />}
      hint="Choose a chip, click on a box, then place your bet."
      felt={
        <>
          <div className="spot-boxes baccarat-boxes">
            {BOXES.map((type) => (
              <SpotButton
                key={type}
                spec={{ type }}
                name={inWords(type)}
                pays={paysOf(table.gameId, type) ?? ""}
                play={play}
                isWinner={coup !== null && hasWon(type, coup)}
              />
            ))}
          </div>
          <BetControls play={play} />
        </>
      }
    />
  );
}

function hasWon(box: Box, coup: BaccaratOutcomeView): boolean {
  if (box === "player_pair" || box === "banker_pair") return coup[box];
  return coup.winner === box;
}
