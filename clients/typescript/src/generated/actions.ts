// Written by `make api` from docs/api. Change the models instead.
import type {
  ActDone,
  AskCorrection,
  AskVoid,
  BetAccepted,
  BetView,
  CashOut,
  CashedOut,
  CloseRound,
  DecideAct,
  DecideHand,
  EnterCard,
  EnterOutcome,
  GetBet,
  HandDecided,
  Hello,
  History,
  JoinChannel,
  JoinConsole,
  JoinTable,
  Joined,
  LeaveChannel,
  LeaveTable,
  NameSeat,
  NameTable,
  Nothing,
  OpenRound,
  PlaceBet,
  Pong,
  ReadHistory,
  SeatsView,
  SendChat,
} from "./messages.js";

/** Every request, with what it carries and what it is answered. */
export interface Actions {
  /** Take a bet out of a round that is on. */
  readonly "bet.cash_out": { readonly data: CashOut; readonly reply: CashedOut };
  /** Ask what came of a bet. */
  readonly "bet.get": { readonly data: GetBet; readonly reply: BetView };
  /** Bet on a live round. */
  readonly "bet.place": { readonly data: PlaceBet; readonly reply: BetAccepted };
  /** Decide about a hand, or about insurance. */
  readonly "blackjack.decide": { readonly data: DecideHand; readonly reply: HandDecided };
  /** Ask for events that you missed. */
  readonly "channel.history": { readonly data: ReadHistory; readonly reply: History };
  /** Hear the lobby, or the house. */
  readonly "channel.join": { readonly data: JoinChannel; readonly reply: Joined };
  /** Stop hearing them. */
  readonly "channel.leave": { readonly data: LeaveChannel; readonly reply: Nothing };
  /** Say something at your table. */
  readonly "chat.send": { readonly data: SendChat; readonly reply: Nothing };
  /** Approve what somebody else asked for. */
  readonly "dealer.approve": { readonly data: DecideAct; readonly reply: ActDone };
  /** Enter the next card. */
  readonly "dealer.card": { readonly data: EnterCard; readonly reply: ActDone };
  /** Take no more bets. */
  readonly "dealer.close": { readonly data: CloseRound; readonly reply: ActDone };
  /** Ask for a correction. */
  readonly "dealer.correct": { readonly data: AskCorrection; readonly reply: ActDone };
  /** Hear what staff do at a table. */
  readonly "dealer.join": { readonly data: JoinConsole; readonly reply: Joined };
  /** Open the betting. */
  readonly "dealer.open": { readonly data: OpenRound; readonly reply: ActDone };
  /** Enter what came out. */
  readonly "dealer.outcome": { readonly data: EnterOutcome; readonly reply: ActDone };
  /** Refuse what somebody else asked for. */
  readonly "dealer.refuse": { readonly data: DecideAct; readonly reply: ActDone };
  /** Ask for the round to be voided. */
  readonly "dealer.void": { readonly data: AskVoid; readonly reply: ActDone };
  /** Keep the connection alive. */
  readonly "ping": { readonly data: Nothing; readonly reply: Pong };
  /** Free your seat. */
  readonly "seat.leave": { readonly data: NameSeat; readonly reply: SeatsView };
  /** Ask who sits, and where you do. */
  readonly "seat.list": { readonly data: NameTable; readonly reply: SeatsView };
  /** Sit down at a seat of a table. */
  readonly "seat.take": { readonly data: NameSeat; readonly reply: SeatsView };
  /** Say that you know how long you have played. */
  readonly "session.acknowledge": { readonly data: Nothing; readonly reply: Nothing };
  /** Begin, and hear your own channel. */
  readonly "session.hello": { readonly data: Nothing; readonly reply: Hello };
  /** Hear a table from where you left off. */
  readonly "table.join": { readonly data: JoinTable; readonly reply: Joined };
  /** Stop hearing a table. */
  readonly "table.leave": { readonly data: LeaveTable; readonly reply: Nothing };
}
