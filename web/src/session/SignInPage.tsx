import { useState } from "react";
import { Logo } from "../app/Logo";
import { VERIFY } from "../app/route";
import { Notice } from "../shared/ui/Notice";
import { ConfirmForm } from "./ConfirmForm";
import type { Session } from "./session";
import { SignInForm } from "./SignInForm";
import { SignUpForm } from "./SignUpForm";

type View =
  | { readonly name: "sign_in" | "sign_up" }
  | { readonly name: "confirm"; readonly email: string; readonly password: string };

export function SignInPage({ session, notice }: { session: Session; notice: string | null }) {
  const [view, setView] = useState<View>({ name: "sign_in" });
  const needsConfirmation = (email: string, password: string) =>
    setView({ name: "confirm", email, password });
  return (
    <main className="front">
      <div className="front-pitch">
        <Logo />
        <h1>Croupier</h1>
        <p>Live roulette, played together. Every spin can be checked.</p>
      </div>
      <section className="card front-card" aria-label="Your account">
        {notice !== null && <Notice kind="info">{notice}</Notice>}
        {view.name === "confirm" ? (
          <ConfirmForm session={session} email={view.email} password={view.password} />
        ) : (
          <>
            <div className="tabs" role="group" aria-label="Sign in or sign up">
              <button
                type="button"
                aria-pressed={view.name === "sign_in"}
                onClick={() => setView({ name: "sign_in" })}
              >
                I have an account
              </button>
              <button
                type="button"
                aria-pressed={view.name === "sign_up"}
                onClick={() => setView({ name: "sign_up" })}
              >
                I'm new here
              </button>
            </div>
            {view.name === "sign_in" ? (
              <SignInForm session={session} needsConfirmation={needsConfirmation} />
            ) : (
              <SignUpForm session={session} needsConfirmation={needsConfirmation} />
            )}
          </>
        )}
      </section>
      <p className="front-foot">18+ only. Play for fun, and stop when it isn't.</p>
      <p className="front-foot">
        <a href={VERIFY}>Check a round</a> without signing in.
      </p>
    </main>
  );
}
