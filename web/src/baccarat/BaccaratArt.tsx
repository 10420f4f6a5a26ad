import { CardsArt } from "../cards/CardsArt";

/** A natural nine. */
export function BaccaratArt() {
  return <CardsArt cards={["KD", "9S"]} />;
}
