import { describeError } from "../shared/errorMessages";
import { Notice } from "../shared/ui/Notice";
import type { DeskState } from "./roundDesk";

interface PlayStateProps {
  readonly desk: DeskState;
  readonly onAskAgain: () => void;
}

/** What keeps a round from being played, or its answer from being known, and what to do. */
export function PlayState({ desk, onAskAgain }: PlayStateProps) {
  if (desk.kind === "ready") {
    return desk.error === null ? null : (
      <Notice kind="error">{describeError(desk.error)}</Notice>
    );
  }
  if (desk.kind === "asking") {
    return desk.isWaiting ? (
      <Notice kind="info">No answer yet. Asking again for the same round…</Notice>
    ) : null;
  }
  return (
    <Notice kind="error">
      {describeError(desk.error)} Your round may have been played; asking again can't play it
      twice.{" "}
      <button type="button" onClick={onAskAgain}>
        Ask again
      </button>
    </Notice>
  );
}
