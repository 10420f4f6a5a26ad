import { BetControls } from "../tables/BetControls";
import { SpotButton } from "../tables/SpotButton";
import { TableFrame } from "../tables/TableFrame";
import { usePlay } from "../tables/usePlay";
import type { TableViewProps } from "../tables/views";
import { BaccaratHands } from "./BaccaratHands";
import { BeadRoad } from "./BeadRoad";
import { dealtHands, readCoup } from "./outcome";
import { showCoup } from "./showCoup";

/** The two hands, and the five things to bet on. */
export function BaccaratTable({ store, table }: TableViewProps) {
  const play = usePlay(store, table);
  const coup = readCoup(table.outcome);
  const bankerPays = table.gameId === "baccarat" ? "0.95 to 1" : "1 to 1, half on 6";
  const spots = [
    { type: "player_pair", name: "Player pair", pays: "11 to 1", isWinner: coup?.player_pair },
    { type: "tie", name: "Tie", pays: "8 to 1", isWinner: coup?.winner === "tie" },
    { type: "banker_pair", name: "Banker pair", pays: "11 to 1", isWinner: coup?.banker_pair },
    { type: "player", name: "Player", pays: "1 to 1", isWinner: coup?.winner === "player" },
    { type: "banker", name: "Banker", pays: bankerPays, isWinner: coup?.winner === "banker" },
  ];
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
            {spots.map(({ type, name, pays, isWinner = false }) => (
              <SpotButton
                key={type}
                spec={{ type }}
                name={name}
                pays={pays}
                play={play}
                isWinner={isWinner}
              />
            ))}
          </div>
          <BetControls play={play} />
        </>
      }
    />
  );
}
