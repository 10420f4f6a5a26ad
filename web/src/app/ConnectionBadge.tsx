import type { ConnectionState } from "@croupier/client";

const LABELS: Readonly<Record<ConnectionState["kind"], string>> = {
  idle: "Offline",
  connecting: "Connecting",
  online: "Live",
  reconnecting: "Reconnecting",
  stopped: "Offline",
};

export function ConnectionBadge({ state }: { state: ConnectionState }) {
  return (
    <span className={`connection connection-${state.kind}`} role="status" aria-label="Connection">
      <span className="connection-dot" aria-hidden="true" />
      {LABELS[state.kind]}
    </span>
  );
}
