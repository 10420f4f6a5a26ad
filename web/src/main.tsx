import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { ErrorBoundary } from "./app/ErrorBoundary";
import { createServices } from "./app/services";
import { loadConfig } from "./config/config";
import "./styles/base.css";
import "./styles/forms.css";
import "./styles/app.css";
import "./styles/table.css";
import "./styles/verify.css";
import "./styles/instant.css";
import "./styles/cards.css";
import "./styles/crash.css";
import "./styles/blackjack.css";

async function main(): Promise<void> {
  const container = document.getElementById("root");
  if (container === null) throw new Error("index.html has no #root");
  const root = createRoot(container);
  try {
    const services = createServices(await loadConfig());
    root.render(
      <StrictMode>
        <ErrorBoundary>
          <App services={services} />
        </ErrorBoundary>
      </StrictMode>,
    );
    await services.session.restore();
  } catch (error) {
    console.error(error);
    root.render(
      <div className="page-message" role="alert">
        <p>The casino can't be reached at the moment.</p>
        <button type="button" onClick={() => window.location.reload()}>
          Try again
        </button>
      </div>,
    );
  }
}

void main();
