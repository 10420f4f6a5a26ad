import {
  judgeTicketStatus,
  RealtimeClient,
  ServerClock,
  TicketRefused,
  type ConnectionState,
  type ServerEvent,
} from "@croupier/client";
import type { HttpClient } from "../shared/http/httpClient";
import { restrictionOf, strictest, type Restriction } from "../restriction/restriction";
import { realityCheckOf, type RealityCheck } from "../restriction/realityCheck";
import { ApiError } from "../shared/http/problem";
import { Store } from "../shared/store";
import type { Session } from "../session/session";
import type { WalletStore } from "../wallet/walletStore";

/** The signed-in player's realtime line: the connection's state, the clock, their own events. */
export class PlayerLine {
  readonly state = new Store<ConnectionState>({ kind: "idle" });
  /** Why the player may not play now, if they may not. */
  readonly restriction: Store<Restriction | null>;
  /** What the player has to say that they know before they may stake again, if anything. */
  readonly realityCheck = new Store<RealityCheck | null>(null);
  readonly clock = new ServerClock();
  readonly realtime: RealtimeClient;
  private readonly listeners = new Set<(event: ServerEvent) => void>();
  private readonly resetListeners = new Set<() => void>();

  constructor(
    private readonly http: HttpClient,
    websocketUrl: string,
    wallet: WalletStore,
    session: Session,
    restriction: Restriction | null,
  ) {
    this.restriction = new Store(restriction);
    this.realtime = new RealtimeClient({
      fetchTicket: async () => ({ url: `${websocketUrl}?ticket=${await fetchTicket(http)}` }),
      clock: this.clock,
      onRefused: (refusal) => this.notice(refusal),
      onState: (state) => {
        this.state.set(state);
        if (state.kind === "stopped" && state.reason === "signed_out") {
          session.forget("Your session has ended. Please sign in again.");
        }
      },
      player: {
        onEvent: (event) => {
          if (event.event === "wallet.updated") wallet.apply(event.data);
          if (event.event === "account.restricted") {
            this.restriction.set(strictest(this.restriction.get(), restrictionOf(event.data)));
          }
          if (event.event === "session.reality_check") this.realityCheck.set(event.data);
          for (const listener of this.listeners) listener(event);
        },
        onReset: () => {
          // A failure here heals with the next push or page load.
          wallet.refresh().catch(() => undefined);
          for (const listener of this.resetListeners) listener();
        },
      },
    });
  }

  /** Connects until the returned function is called. */
  open(): () => void {
    const up = () => this.realtime.networkChanged(true);
    const down = () => this.realtime.networkChanged(false);
    window.addEventListener("online", up);
    window.addEventListener("offline", down);
    const forget = this.http.onRefused((refusal) => this.notice(refusal));
    this.realtime.start();
    return () => {
      forget();
      window.removeEventListener("online", up);
      window.removeEventListener("offline", down);
      this.realtime.stop();
    };
  }

  /** Says that the player knows how long they have played, so that they may stake again. */
  async acknowledge(): Promise<void> {
    await this.realtime.request("session.acknowledge", {});
    this.realityCheck.set(null);
  }

  /** Whoever comes back after a reality check was told is told by the first stake. */
  private notice(refusal: { readonly code: string; readonly details?: unknown }): void {
    const check = realityCheckOf(refusal);
    if (check !== null) this.realityCheck.set(check);
  }

  onPlayerEvent(listener: (event: ServerEvent) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Called when the player's events may have been missed for good. */
  onReset(listener: () => void): () => void {
    this.resetListeners.add(listener);
    return () => this.resetListeners.delete(listener);
  }
}

async function fetchTicket(http: HttpClient): Promise<string> {
  try {
    const { ticket } = await http.post<{ ticket: string }>("/v1/realtime/tickets");
    return encodeURIComponent(ticket);
  } catch (error) {
    const reason = error instanceof ApiError ? judgeTicketStatus(error.status) : null;
    throw reason === null ? error : new TicketRefused(reason);
  }
}
