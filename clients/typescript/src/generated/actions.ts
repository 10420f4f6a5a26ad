// Written by `make api` from docs/api/asyncapi.json. Change the models instead.
import type {
  BetAccepted,
  BetView,
  GetBet,
  Hello,
  History,
  JoinChannel,
  JoinTable,
  Joined,
  LeaveChannel,
  LeaveTable,
  Nothing,
  PlaceBet,
  Pong,
  ReadHistory,
  SendChat,
} from "./messages.js";

/** Every request, with what it carries and what it is answered. */
export interface Actions {
  /** Ask what came of a bet. */
  readonly "bet.get": { readonly data: GetBet; readonly reply: BetView };
  /** Bet on a live round. */
  readonly "bet.place": { readonly data: PlaceBet; readonly reply: BetAccepted };
  /** Ask for events that you missed. */
  readonly "channel.history": { readonly data: ReadHistory; readonly reply: History };
  /** Hear the lobby, or the house. */
  readonly "channel.join": { readonly data: JoinChannel; readonly reply: Joined };
  /** Stop hearing them. */
  readonly "channel.leave": { readonly data: LeaveChannel; readonly reply: Nothing };
  /** Say something at your table. */
  readonly "chat.send": { readonly data: SendChat; readonly reply: Nothing };
  /** Keep the connection alive. */
  readonly "ping": { readonly data: Nothing; readonly reply: Pong };
  /** Begin, and hear your own channel. */
  readonly "session.hello": { readonly data: Nothing; readonly reply: Hello };
  /** Hear a table from where you left off. */
  readonly "table.join": { readonly data: JoinTable; readonly reply: Joined };
  /** Stop hearing a table. */
  readonly "table.leave": { readonly data: LeaveTable; readonly reply: Nothing };
}
