import { LOBBY } from "./route";

/** For an address that leads nowhere. */
export function UnknownPage() {
  return (
    <section className="page-message">
      <h1>There is nothing at this address</h1>
      <a href={LOBBY}>Go to the tables</a>
    </section>
  );
}
