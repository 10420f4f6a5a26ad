import { useState } from "react";
import { Logo } from "../app/Logo";
import { VERIFY } from "../app/route";
import { Notice } from "../shared/ui/Notice";
import { ConfirmForm } from "./ConfirmForm";
import { ForgottenForm } from "./ForgottenForm";
import { ResetForm } from "./ResetForm";
import { SecondFactorForm } from "./SecondFactorForm";
import type { Session } from "./session";
import { SignInForm } from "./SignInForm";
import { SignUpForm } from "./SignUpForm";
import type { SecondFactor } from "./types";

type View =
  | { readonly name: "sign_in" | "sign_up" }
  | { readonly name: "confirm"; readonly email: string; readonly password: string }
  | { readonly name: "second_factor"; readonly factor: SecondFactor }
  | { readonly name: "forgotten"; readonly email: string }
  | { readonly name: "reset"; readonly email: string };

export function SignInPage({ session, notice }: { session: Session; notice: string | null }) {
  const [view, setView] = useState<View>({ name: "sign_in" });
  return (
    <main className="front">
      <div className="front-pitch">
        <Logo />
        <h1>Croupier</h1>
        <p>Live roulette, played together. Every spin can be checked.</p>
      </div>
      <section className="card front-card" aria-label="Your account">
        {notice !== null && <Notice kind="info">{notice}</Notice>}
        <Entry session={session} view={view} onView={setView} />
      </section>
      <p className="front-foot">18+ only. Play for fun, and stop when it isn't.</p>
      <p className="front-foot">
        <a href={VERIFY}>Check a round</a> without signing in.
      </p>
    </main>
  );
}

interface EntryProps {
  readonly session: Session;
  readonly view: View;
  readonly onView: (view: View) => void;
}

/** The step of signing in or up that is due. */
function Entry({ session, view, onView }: EntryProps) {
  const needsSecondFactor = (factor: SecondFactor) => onView({ name: "second_factor", factor });
  const needsConfirmation = (email: string, password: string) =>
    onView({ name: "confirm", email, password });
  const startOver = () => onView({ name: "sign_in" });
  switch (view.name) {
    case "confirm": {
      const { email, password } = view;
      return <ConfirmForm {...{ session, email, password, needsSecondFactor }} />;
    }
    case "second_factor":
      return <SecondFactorForm session={session} factor={view.factor} onBack={startOver} />;
    case "forgotten":
      return (
        <ForgottenForm
          session={session}
          email={view.email}
          onSent={(email) => onView({ name: "reset", email })}
          onBack={startOver}
        />
      );
    case "reset":
      return (
        <ResetForm
          session={session}
          email={view.email}
          needsSecondFactor={needsSecondFactor}
          onBack={() => onView({ name: "forgotten", email: view.email })}
        />
      );
    default:
      return (
        <>
          <div className="tabs" role="group" aria-label="Sign in or sign up">
            <button
              type="button"
              aria-pressed={view.name === "sign_in"}
              onClick={() => onView({ name: "sign_in" })}
            >
              I have an account
            </button>
            <button
              type="button"
              aria-pressed={view.name === "sign_up"}
              onClick={() => onView({ name: "sign_up" })}
            >
              I'm new here
            </button>
          </div>
          {view.name === "sign_in" ? (
            <SignInForm
              session={session}
              needsConfirmation={needsConfirmation}
              needsSecondFactor={needsSecondFactor}
              hasForgotten={(email) => onView({ name: "forgotten", email })}
            />
          ) : (
            <SignUpForm
              session={session}
              needsConfirmation={needsConfirmation}
              needsSecondFactor={needsSecondFactor}
            />
          )}
        </>
      );
  }
}
