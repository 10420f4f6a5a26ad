import { Component, type ReactNode } from "react";
import { LOBBY } from "./route";

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly hasFailed: boolean;
}

/** Keeps a fault in one part of the page from taking away all of it. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false };

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override componentDidMount(): void {
    window.addEventListener("hashchange", this.tryAgain);
  }

  override componentWillUnmount(): void {
    window.removeEventListener("hashchange", this.tryAgain);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <section className="page-message" role="alert">
        <h1>This page can't be shown</h1>
        <p>Something went wrong on our side. Bets that were placed are safe.</p>
        <p>
          <a href={LOBBY}>Go to the tables</a>
        </p>
        <button type="button" onClick={() => window.location.reload()}>
          Load it again
        </button>
      </section>
    );
  }

  /** The next page may well be whole. */
  private readonly tryAgain = () => this.setState({ hasFailed: false });
}
