import type { StopReason } from "@croupier/client";
import { useStore } from "../shared/store";
import { describeRestriction } from "../restriction/restriction";
import { usePlayer } from "./context";

const STOPPED: Readonly<Record<StopReason, string>> = {
  session_ended: "You are playing in another place, or were signed out there.",
  excluded: "This account can't play at present. Your balance can still be withdrawn.",
  flooded: "Too much was sent at once. Reload the page to play on; your placed bets are safe.",
  signed_out: "Your session has ended.",
  closed_by_client: "",
};

/** Says so when the player may not play, or what is on the page may be out of date. */
export function ConnectionBanner() {
  const { line, session } = usePlayer();
  const state = useStore(line.state);
  const restricted = describeRestriction(useStore(line.restriction));
  if (restricted !== null) {
    return (
      <div className="banner" role="alert">
        {restricted}
      </div>
    );
  }
  if (state.kind === "reconnecting") {
    return (
      <div className="banner" role="status">
        The connection was lost. Reconnecting… your placed bets are safe.
      </div>
    );
  }
  if (state.kind === "stopped" && STOPPED[state.reason] !== "") {
    return (
      <div className="banner banner-error" role="alert">
        {STOPPED[state.reason]}
        {state.reason === "session_ended" && (
          <button type="button" className="quiet" onClick={() => session.forget(null)}>
            Sign in again
          </button>
        )}
      </div>
    );
  }
  return null;
}
