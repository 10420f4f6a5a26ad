// Written by `make api` from docs/api. Change the models instead.
import type {
  AccountRestricted,
  AnnouncementMade,
  BetSettled,
  BetsSummary,
  CashOutsSummary,
  ChatMessage,
  ConsoleAct,
  LimitChanged,
  LobbyChanged,
  PresenceChanged,
  RealityCheck,
  RoundCard,
  RoundClosed,
  RoundClosing,
  RoundCorrected,
  RoundOpened,
  RoundPlaying,
  RoundResult,
  RoundSettled,
  RoundVoided,
  SeatLeft,
  SeatTaken,
  SessionClosing,
  TableChanged,
  WalletUpdated,
} from "./messages.js";

/** Every event, with what it tells. */
export interface Events {
  /** The player may not play, pay in or chat any more: by their own wish. */
  readonly "account.restricted": AccountRestricted;
  /** The house tells everybody something. */
  readonly "announcement": AnnouncementMade;
  /** What came of a player's bet. */
  readonly "bet.settled": BetSettled;
  /** How much has been bet on a round so far. */
  readonly "bets.summary": BetsSummary;
  /** How many bets have been cashed out of the round so far, and for how much. */
  readonly "cash_outs.summary": CashOutsSummary;
  /** Somebody said something at the table. */
  readonly "chat.message": ChatMessage;
  /** Something was done at a table; consoles hear of it, players don't. */
  readonly "console.act": ConsoleAct;
  /** A limit has another value, or a higher one waits to be confirmed. */
  readonly "limits.changed": LimitChanged;
  /** Some tables have changed; each is told as it is now. */
  readonly "lobby.changed": LobbyChanged;
  /** How many are at a table. */
  readonly "presence.changed": PresenceChanged;
  /** The dealer has dealt a card. */
  readonly "round.card": RoundCard;
  /** No more bets. */
  readonly "round.closed": RoundClosed;
  /** Last bets, please. */
  readonly "round.closing": RoundClosing;
  /** A card had been read wrong: these are the ones that were dealt. */
  readonly "round.corrected": RoundCorrected;
  /** A round takes bets. */
  readonly "round.opened": RoundOpened;
  /** Players act: the round is on, and how it stands has changed. */
  readonly "round.playing": RoundPlaying;
  /** Where the ball fell, and how to check it. */
  readonly "round.result": RoundResult;
  /** Every bet of a round has been paid what it won. */
  readonly "round.settled": RoundSettled;
  /** A round has no result; every stake is returned. */
  readonly "round.voided": RoundVoided;
  /** Somebody got up. */
  readonly "seat.left": SeatLeft;
  /** Somebody sat down. */
  readonly "seat.taken": SeatTaken;
  /** The house ends this connection, now or in a while. */
  readonly "session.closing": SessionClosing;
  /** How long the player has been playing, and what came of it; it has to be acknowledged. */
  readonly "session.reality_check": RealityCheck;
  /** A table is opened, paused, closed, or stands still for maintenance. */
  readonly "table.status": TableChanged;
  /** A player's balances have changed. */
  readonly "wallet.updated": WalletUpdated;
}
