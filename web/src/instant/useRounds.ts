import { useCallback, useEffect, useMemo, useState } from "react";
import { usePlayer } from "../app/context";
import { useStore } from "../shared/store";
import { PendingRoundVault } from "./pendingRound";
import { RoundDesk, type DeskState } from "./roundDesk";
import type { PastRound, PlayedRound, WantedRound } from "./types";

export interface Rounds {
  readonly desk: DeskState;
  /** The last round that was played on this page. */
  readonly round: PlayedRound | null;
  /** The rounds whose result may be shown, newest first. */
  readonly shown: readonly PastRound[];
  /** Whether the last round's result is still to be shown. */
  readonly isVeiled: boolean;
  readonly play: (wanted: WantedRound) => void;
  readonly askAgain: () => void;
  /** To be called when the picture of a round has come to rest. */
  readonly reveal: (roundId: string) => void;
}

/** A player's rounds of one game: asked for one by one, each shown when its picture is over. */
export function useRounds(gameId: string): Rounds {
  const { games, wallet, profile } = usePlayer();
  const [round, setRound] = useState<PlayedRound | null>(null);
  const [revealedId, setRevealedId] = useState<string | null>(null);
  const [past, setPast] = useState<readonly PastRound[]>([]);

  const desk = useMemo(
    () =>
      new RoundDesk({
        ask: (wanted, key) => games.play(gameId, wanted, key),
        vault: new PendingRoundVault(sessionStorage, profile.player_id, gameId),
        onPlayed: (played) => {
          wallet.apply(played.balance);
          setRound(played);
          setPast((known) => withFirst(played, known));
        },
      }),
    [games, gameId, profile.player_id, wallet],
  );

  useEffect(() => {
    let isCurrent = true;
    games
      .lastRounds(gameId)
      .then((last) => isCurrent && setPast((known) => known.reduceRight(withNewer, last)))
      .catch(() => undefined); // The strip is a convenience; the history has it all.
    void desk.resume();
    return () => {
      isCurrent = false;
    };
  }, [games, gameId, desk]);

  const state = useStore(desk.state);
  const isVeiled = round !== null && round.round_id !== revealedId;
  return {
    desk: state,
    round,
    shown: isVeiled ? past.filter(({ round_id }) => round_id !== round.round_id) : past,
    isVeiled,
    play: useCallback((wanted: WantedRound) => void desk.play(wanted), [desk]),
    askAgain: useCallback(() => void desk.resume(), [desk]),
    reveal: setRevealedId,
  };
}

/** Rounds with one put first: an answer that came twice is one round. */
function withFirst(round: PastRound, known: readonly PastRound[]): readonly PastRound[] {
  return [round, ...known.filter(({ round_id }) => round_id !== round.round_id)];
}

function withNewer(known: readonly PastRound[], round: PastRound): readonly PastRound[] {
  return withFirst(round, known);
}
