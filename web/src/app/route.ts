import { useSyncExternalStore } from "react";

/** Where in the page the player is. Kept in the hash: any static host serves it. */
export type Route =
  | { readonly page: "lobby" }
  | { readonly page: "table"; readonly tableId: string }
  | { readonly page: "cashier" }
  | { readonly page: "history" }
  | { readonly page: "game"; readonly gameId: string }
  | { readonly page: "verify"; readonly roundId: string | null }
  /** An address that leads nowhere. */
  | { readonly page: "unknown" };

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

/** Reads any text at all: people type addresses, and other programs cut them short. */
export function parseRoute(hash: string): Route {
  const parts = hash.replace(/^#\/?/, "").split("/").map(decoded);
  const [page, id] = parts;
  if (parts.includes(null)) return { page: "unknown" };
  if (page === "tables" && id) return { page: "table", tableId: id };
  if (page === "games" && id) return { page: "game", gameId: id };
  if (page === "verify") return { page, roundId: id || null };
  if (page === "cashier" || page === "history") return { page };
  if (page === "" || page === "tables" || page === "games") return { page: "lobby" };
  return { page: "unknown" };
}

/** Null for what is no percent-encoding of a text. */
function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(watchHash, () => window.location.hash);
  return parseRoute(hash);
}

function watchHash(changed: () => void): () => void {
  window.addEventListener("hashchange", changed);
  return () => window.removeEventListener("hashchange", changed);
}
