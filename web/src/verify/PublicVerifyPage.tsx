import { Logo } from "../app/Logo";
import { LOBBY } from "../app/route";
import { VerifyPage } from "./VerifyPage";

/** The check for who is not signed in: a proof that needs an account would be half a proof. */
export function PublicVerifyPage({ roundId }: { roundId: string | null }) {
  return (
    <>
      <header className="app-header">
        <a className="brand" href={LOBBY} aria-label="Croupier, to the front door">
          <Logo />
          <span>Croupier</span>
        </a>
        <div className="header-side">
          <a href={LOBBY}>Sign in</a>
        </div>
      </header>
      <main id="main">
        <VerifyPage roundId={roundId} load={null} />
      </main>
    </>
  );
}
