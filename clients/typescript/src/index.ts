export { RealtimeClient, type RealtimeOptions } from "./client.js";
export type { StopReason } from "./closeCodes.js";
export * from "./errors.js";
export type { EventName, EventOf, ServerEvent } from "./events.js";
export type { Actions } from "./generated/actions.js";
export type { Events } from "./generated/events.js";
export type * from "./generated/messages.js";
export type { ProblemCode } from "./generated/problems.js";
export { RestApi, type Keyed, type RestRequest } from "./generated/restApi.js";
export type * from "./generated/stakes.js";
export type { ChannelListener, OpenChannel, TableListener } from "./joinedFeed.js";
export type { PlayerListener } from "./playerFeed.js";
export type { ActionName, ReplyData, RequestData } from "./protocol.js";
export {
  RestClient,
  RestError,
  SecondFactorNeeded,
  type RestOptions,
  type SessionTokens,
} from "./rest.js";
export { ServerClock } from "./serverClock.js";
export type { ConnectionState } from "./state.js";
export {
  judgeTicketStatus,
  TicketDelayed,
  TicketRefused,
  ticketsFrom,
  type FetchTicket,
  type Ticket,
  type TicketSource,
} from "./ticket.js";
export { openWebSocket, type OpenTransport, type Transport } from "./transport.js";
