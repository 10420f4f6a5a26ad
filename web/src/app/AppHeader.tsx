import { useStore } from "../shared/store";
import { Balance } from "../wallet/Balance";
import { ConnectionBadge } from "./ConnectionBadge";
import { usePlayer } from "./context";
import { Logo } from "./Logo";
import { CASHIER, HISTORY, LOBBY, useRoute, VERIFY } from "./route";

export function AppHeader() {
  const { session, profile, line } = usePlayer();
  const connection = useStore(line.state);
  const { page } = useRoute();
  const current = (...pages: string[]) => (pages.includes(page) ? "page" : undefined);
  return (
    <header className="app-header">
      <a className="brand" href={LOBBY} aria-label="Croupier, to the lobby">
        <Logo />
        <span>Croupier</span>
      </a>
      <nav aria-label="Main">
        <a href={LOBBY} aria-current={current("lobby", "table", "game")}>
          Tables
        </a>
        <a href={CASHIER} aria-current={current("cashier")}>
          Cashier
        </a>
        <a href={HISTORY} aria-current={current("history")}>
          History
        </a>
        <a href={VERIFY} aria-current={current("verify")}>
          Fairness
        </a>
      </nav>
      <div className="header-side">
        <ConnectionBadge state={connection} />
        <Balance />
        <button
          type="button"
          className="quiet"
          title={`Signed in as ${profile.display_name}`}
          onClick={() => void session.signOut()}
        >
          Sign out
        </button>
      </div>
    </header>
  );
}
