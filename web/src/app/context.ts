import { createContext, useContext } from "react";
import type { PlayerServices } from "./services";

export const PlayerContext = createContext<PlayerServices | null>(null);

/** What the signed-in part of the page works with. */
export function usePlayer(): PlayerServices {
  const services = useContext(PlayerContext);
  if (services === null) throw new Error("only for the signed-in part of the page");
  return services;
}
