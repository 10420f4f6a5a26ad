export { RealtimeClient, type ConnectionState } from "./client";
export type { StopReason } from "./closeCodes";
export * from "./errors";
export type * from "./events";
export { ServerClock } from "./serverClock";
export type { TableListener } from "./tableFeed";
export { TicketRefused, type FetchTicket } from "./ticket";
export { openWebSocket } from "./transport";
