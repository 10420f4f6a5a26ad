import { useState, type ReactNode, type SyntheticEvent } from "react";
import { usePlayer } from "../app/context";
import { CASHIER } from "../app/route";
import { amountText, parseAmount } from "../shared/money/money";
import { isWin } from "../shared/money/returns";
import { useStore } from "../shared/store";
import { GameFacts } from "./GameFacts";
import { PlayState } from "./PlayState";
import { RecentRounds } from "./RecentRounds";
import { describeReturn } from "./returns";
import { SeedsPanel } from "./seeds/SeedsPanel";
import { StakeField } from "./StakeField";
import { stakeNear, stakeProblem, type StakeLimits } from "./stakes";
import type { GameInfo, PastRound, PlayedRound } from "./types";
import { useRounds } from "./useRounds";

export interface StageProps {
  readonly round: PlayedRound | null;
  /** A round was asked for and has not been answered. */
  readonly isAsking: boolean;
  /** To be called when the picture of the round has come to rest. */
  readonly onShown: (roundId: string) => void;
}

interface InstantGameProps {
  readonly game: GameInfo;
  /** What the player has chosen; null where the game leaves nothing to choose. */
  readonly choice: Readonly<Record<string, unknown>> | null;
  /** Why that can't be played. */
  readonly choiceProblem?: string | null;
  readonly step?: number;
  /** The controls of the choice, given the stake. */
  readonly controls?: (stake: number | null) => ReactNode;
  readonly stage: (props: StageProps) => ReactNode;
  /** The outcome as a sentence, and as the word that the strip shows. */
  readonly say: (round: PastRound) => string;
  readonly brief: (round: PastRound) => string;
  readonly playLabel: string;
}

const USUAL_STAKE = 100;

/** What all instant games have in common: a picture, a stake, a result, the rounds before. */
export function InstantGame(props: InstantGameProps) {
  const { game, choice, choiceProblem = null, step = 1 } = props;
  const { profile, wallet } = usePlayer();
  const { currency } = profile;
  const balance = useStore(wallet.state);
  const rounds = useRounds(game.game_id);
  const limits: StakeLimits = { least: game.min_stake, most: game.max_stake, step };
  const [text, setText] = useState(() => amountText(stakeNear(USUAL_STAKE, limits), currency));
  const stake = parseAmount(text, currency);
  const problem = stakeProblem(stake, limits, currency);
  const { desk, round, isVeiled } = rounds;
  const isBusy = desk.kind !== "ready" || isVeiled;
  const isShort = balance !== null && stake !== null && stake > balance.available;

  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (stake === null || problem !== null || choiceProblem !== null || isBusy) return;
    rounds.play({ stake, choice });
  };

  return (
    <div className="instant">
      <section className="card instant-stage" aria-labelledby="game-title">
        <h1 id="game-title">{game.name}</h1>
        {props.stage({ round, isAsking: desk.kind === "asking", onShown: rounds.reveal })}
        <Result round={isVeiled ? null : round} say={props.say} />
        <RecentRounds rounds={rounds.shown} brief={props.brief} />
      </section>
      <form className="card instant-controls" onSubmit={submit} aria-label={`Play ${game.name}`}>
        {props.controls?.(problem === null ? stake : null)}
        <StakeField
          text={text}
          onText={setText}
          limits={limits}
          currency={currency}
          problem={problem}
        />
        <PlayState desk={desk} onAskAgain={rounds.askAgain} />
        <button
          type="submit"
          className="primary"
          disabled={isBusy || problem !== null || choiceProblem !== null || isShort}
        >
          {desk.kind === "asking" ? "Playing…" : props.playLabel}
        </button>
        {isShort && (
          <p className="hint">
            Your balance is below this stake. <a href={CASHIER}>Make a deposit</a>
          </p>
        )}
      </form>
      <aside className="instant-side" aria-label="About this game">
        <GameFacts game={game} />
      </aside>
      <SeedsPanel lastRound={round} />
    </div>
  );
}

/** Only a return above the stake is a win worth cheering; the rest is said plainly. */
function Result({
  round,
  say,
}: {
  round: PlayedRound | null;
  say: (round: PastRound) => string;
}) {
  const isProfit = round !== null && isWin(round.stake, round.payout);
  return (
    <div className="instant-result" role="status" aria-live="polite">
      {round === null ? (
        <p className="muted instant-saying">&nbsp;</p>
      ) : (
        <>
          <p className="instant-saying" data-testid="outcome" data-round={round.round_id}>
            {say(round)}
          </p>
          <p
            key={round.round_id}
            className={isProfit ? "returned returned-win" : "returned"}
            data-testid="returned"
            data-payout={round.payout}
          >
            {isProfit && <span aria-hidden="true">✦ </span>}
            {describeReturn(round)}
          </p>
        </>
      )}
    </div>
  );
}
