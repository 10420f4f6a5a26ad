import { useState } from "react";
import { BetControls } from "../tables/BetControls";
import type { Stake } from "../tables/stakes";
import { SpotButton } from "../tables/SpotButton";
import { TableFrame } from "../tables/TableFrame";
import { usePlay } from "../tables/usePlay";
import type { TableViewProps } from "../tables/tableView";
import { CashOutButtons } from "./CashOutButtons";
import { CrashPicture } from "./CrashPicture";
import { CrashStrip } from "./CrashStrip";
import { readMultiplier, readStart } from "./game";
import { multiplierAt, parseTarget } from "./growth";
import { showCrash } from "./showCrash";
import { TargetField } from "./TargetField";
import { useGrowth } from "./useGrowth";

/** The curve, one box to bet in, and the way out. */
export function CrashTable({ store, table }: TableViewProps) {
  const play = usePlay(store, table);
  const [target, setTarget] = useState("");
  const isGrowing = table.phase === "playing";
  const startedAt = isGrowing ? readStart(table.play) : null;
  const elapsedMs = useGrowth(startedAt, play.clock);
  const brokeAt = readMultiplier(table.outcome);
  const ofRound = play.bets.filter((bet) => bet.roundId === table.roundId);
  const isTargetWrong = target.trim() !== "" && parseTarget(target) === null;
  const slip = {
    ...play.slip,
    place: () => play.slip.place((stake) => withTarget(stake, parseTarget(target))),
  };
  return (
    <TableFrame
      store={store}
      table={table}
      play={play}
      shape="broad"
      picture={
        <CrashPicture
          isGrowing={isGrowing}
          elapsedMs={elapsedMs}
          brokeAt={brokeAt}
          cashOuts={table.cashOuts}
          currency={play.currency}
        />
      }
      headline={brokeAt === null ? null : showCrash(brokeAt)}
      results={<CrashStrip results={table.lastResults} />}
      hint="Choose a chip, click on the box, then place your bet before the multiplier starts."
      felt={
        <>
          <div className="spot-boxes crash-boxes">
            <SpotButton
              spec={{ type: "crash" }}
              name="Your bet"
              pays="the multiplier you get out at"
              amount={[...play.pending.values(), ...play.placed.values()].reduce(add, 0)}
              play={play}
            />
            <TargetField text={target} onText={setTarget} />
            <CashOutButtons
              store={store}
              bets={ofRound}
              multiplier={multiplierAt(elapsedMs)}
              isGrowing={isGrowing}
              currency={play.currency}
            />
          </div>
          <BetControls play={{ ...play, slip, isOpen: play.isOpen && !isTargetWrong }} />
        </>
      }
    />
  );
}

function withTarget({ type, amount }: Stake, target: number | null): Stake {
  return { type, amount, ...(target === null ? {} : { selection: [target] }) };
}

function add(sum: number, amount: number): number {
  return sum + amount;
}
