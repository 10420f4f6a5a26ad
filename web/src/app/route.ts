import { useSyncExternalStore } from "react";

/** Where in the page the player is. Kept in the hash: any static host serves it. */
export type Route =
  | { readonly page: "lobby" }
  | { readonly page: "table"; readonly tableId: string }
  | { readonly page: "cashier" }
  | { readonly page: "history" };

export const LOBBY = "#/";
export const CASHIER = "#/cashier";
export const HISTORY = "#/history";

export function tableHash(tableId: string): string {
  return `#/tables/${encodeURIComponent(tableId)}`;
}

export function parseRoute(hash: string): Route {
  const [page, id] = hash.replace(/^#\/?/, "").split("/");
  if (page === "tables" && id) return { page: "table", tableId: decodeURIComponent(id) };
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
