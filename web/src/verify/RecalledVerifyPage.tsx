import { useCallback } from "react";
import { usePlayer } from "../app/context";
import { VerifyPage } from "./VerifyPage";

/** The check for a signed-in player: their rounds are a click away. */
export function RecalledVerifyPage({ roundId }: { roundId: string | null }) {
  const { rounds } = usePlayer();
  const load = useCallback((id: string) => rounds.get(id), [rounds]);
  return <VerifyPage roundId={roundId} load={load} />;
}
