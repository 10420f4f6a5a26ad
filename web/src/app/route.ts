import { useSyncExternalStore } from "react";

/** Where in the page the player is. Kept in the hash: any static host serves it. */
export type Route =
  | { readonly page: "lobby" }
  | { readonly page: "table"; readonly tableId: string }
  | { readonly page: "cashier" }
  | { readonly page: "history" }
  | { readonly page: "game"; readonly gameId: string }
  | { readonly page: "verify"; readonly roundId: string | null };

export const LOBBY = "#/";
export const CASHIER = "#/cashier";
export const HISTORY = "#/history";
export const VERIFY = "#/verify";

export function tableHash(tableId: string): string {
  return `#/tables/${encodeURIComponent(tableId)}`;
}

export function gameHash(gameId: string): string {
  return `#/games/${encodeURIComponent(gameId)}`;
}

export function verifyHash(roundId: string): string {
  return `${VERIFY}/${encodeURIComponent(roundId)}`;
}

export function parseRoute(hash: string): Route {
  const [page, id] = hash.replace(/^#\/?/, "").split("/");
  if (page === "tables" && id) return { page: "table", tableId: decodeURIComponent(id) };
  if (page === "games" && id) return { page: "game", gameId: decodeURIComponent(id) };
  if (page === "verify") return { page, roundId: id ? decodeURIComponent(id) : null };
  if (page === "cashier" || page === "history") return { page };
  return { page: "lobby" };
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(watchHash, () => window.location.hash);
  return parseRoute(hash);
}

function watchHash(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
