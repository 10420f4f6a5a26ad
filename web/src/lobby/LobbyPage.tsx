import { usePlayer } from "../app/context";
import { CASHIER } from "../app/route";
import { useStore } from "../shared/store";
import { Notice } from "../shared/ui/Notice";
import { GamesSection } from "./GamesSection";
import { TablesSection } from "./TablesSection";

export function LobbyPage() {
  const { wallet, profile } = usePlayer();
  const balance = useStore(wallet.state);
  return (
    <section className="page" aria-labelledby="lobby-title">
      <h1 id="lobby-title">Good to see you, {profile.display_name}</h1>
      {balance?.available === 0 && balance.held === 0 && (
        <Notice kind="info">
          Your balance is empty. <a href={CASHIER}>Make a deposit</a> to play, or just watch.
        </Notice>
      )}
      <TablesSection />
      <GamesSection />
    </section>
  );
}
