import { useEffect, useState } from "react";
import { RealityCheckDialog } from "../restriction/RealityCheckDialog";
import { SignInPage } from "../session/SignInPage";
import type { Profile } from "../session/types";
import { useStore } from "../shared/store";
import { CashierPage } from "../payments/CashierPage";
import { PublicVerifyPage } from "../verify/PublicVerifyPage";
import { RecalledVerifyPage } from "../verify/RecalledVerifyPage";
import { HistoryPage } from "../wallet/HistoryPage";
import { GamePage } from "../instant/GamePage";
import { LobbyPage } from "../lobby/LobbyPage";
import { TablePage } from "../tables/TablePage";
import { AppHeader } from "./AppHeader";
import { ConnectionBanner } from "./ConnectionBanner";
import { ErrorBoundary } from "./ErrorBoundary";
import { UnknownPage } from "./UnknownPage";
import { PlayerContext } from "./context";
import { useRoute } from "./route";
import { createPlayerServices, type PlayerServices, type Services } from "./services";

export function App({ services }: { services: Services }) {
  const session = useStore(services.session.state);
  const route = useRoute();
  switch (session.kind) {
    case "restoring":
      return <p className="page-message">Opening the doors…</p>;
    case "signed_out":
      if (route.page === "verify") return <PublicVerifyPage roundId={route.roundId} />;
      return <SignInPage session={services.session} notice={session.notice} />;
    case "signed_in":
      return (
        <PlayerApp
          key={session.profile.player_id}
          services={services}
          profile={session.profile}
        />
      );
  }
}

function PlayerApp({ services, profile }: { services: Services; profile: Profile }) {
  const [player, setPlayer] = useState<PlayerServices | null>(null);
  useEffect(() => {
    const created = createPlayerServices(services, profile);
    setPlayer(created);
    created.wallet.refresh().catch(() => undefined); // The connection's first reset asks again.
    return created.line.open();
  }, [services, profile]);
  if (player === null) return null;
  return (
    <PlayerContext value={player}>
      <a className="skip-link" href="#main">
        Skip to the content
      </a>
      <AppHeader />
      <ConnectionBanner />
      <RealityCheckDialog />
      <main id="main">
        <ErrorBoundary>
          <CurrentPage />
        </ErrorBoundary>
      </main>
    </PlayerContext>
  );
}

function CurrentPage() {
  const route = useRoute();
  switch (route.page) {
    case "table":
      return <TablePage key={route.tableId} tableId={route.tableId} />;
    case "game":
      return <GamePage key={route.gameId} gameId={route.gameId} />;
    case "cashier":
      return <CashierPage />;
    case "history":
      return <HistoryPage />;
    case "verify":
      return <RecalledVerifyPage key={route.roundId} roundId={route.roundId} />;
    case "lobby":
      return <LobbyPage />;
    case "unknown":
      return <UnknownPage />;
  }
}
