import { ApiError } from "./http/problem";

/** What each error code means to the player: what happened, and what to do now. */
const MESSAGES: Readonly<Record<string, string>> = {
  // Getting in
  invalid_credentials: "That e-mail address and password don't match. Please try again.",
  invalid_code: "That code isn't right, or it has expired.",
  not_authenticated: "Please sign in again.",
  session_ended: "Your session has ended. Please sign in again.",
  too_many_attempts: "Too many attempts. Please wait a few minutes and try again.",
  access_suspended: "This account is suspended at present.",
  password_reset_required: "This account needs a new password before it can be used.",
  sign_in_not_offered: "This account can't sign in here.",
  country_not_allowed: "Sorry, we can't offer play in this country.",
  currency_not_allowed: "Sorry, we can't take this currency from your country.",
  game_not_allowed: "Sorry, this game can't be played from your country.",
  account_restricted: "This account may not do that at present.",
  timed_out: "You are taking a time-out. You can play again when it is over.",
  self_excluded: "You have excluded yourself from play. Your balance can still be withdrawn.",
  reality_check_due: "Please say first that you know how long you have played.",
  session_limit_reached: "You have played for as long as you allow yourself. Time for a break.",
  duration_not_offered: "That isn't on offer in your country. Please choose another length.",
  forbidden: "This account may not do that.",
  // Money
  insufficient_funds: "Your balance is too low for that.",
  card_declined: "The card was declined. Please try another card.",
  payment_provider_unavailable: "The payment service can't be reached. Please try again shortly.",
  idempotency_key_reused: "This was already sent with other details. Please start over.",
  currency_mismatch: "That amount is in another currency than your account.",
  unavailable: "A service we depend on didn't answer. Please try again shortly.",
  // Playing
  betting_closed: "Too late: betting on this round is closed. Your chips were not taken.",
  stake_out_of_range: "That is outside the limits here.",
  unknown_selection: "That bet isn't offered at this table.",
  bet_id_reused: "This bet was already placed with other chips.",
  stake_not_divisible: "That stake can't be divided equally among the lines.",
  game_cycle: "The last round isn't over yet. Please wait a moment.",
  chat_muted: "You may not chat at present.",
  chat_refused: "That can't be said here.",
  rate_limited: "That was a bit fast. Please wait a moment and try again.",
  table_closed: "This table is closed.",
  seat_taken: "Somebody else sits there. Please take another seat.",
  too_many_seats: "You hold as many seats as you may at this table. Get up from one first.",
  seat_cooldown: "You gave up a seat a moment ago. Please wait a little before you sit down again.",
  not_your_seat: "That isn't your seat. Sit down there first.",
  stale_turn: "That was decided already.",
  not_your_turn: "It isn't your turn.",
  cash_out_closed: "Too late: the round was over before you got out.",
  contention: "The table is very busy. Please try again.",
  not_found: "That doesn't exist any more.",
  // Anything
  validation_failed: "Please check what you entered.",
  too_many_requests: "That was a bit fast. Please wait a moment and try again.",
  network_error: "We can't reach the casino. Please check your connection and try again.",
};

const FALLBACK = "Something went wrong on our side. Please try again.";

/** Plain words for any failure. The server's own sentence is used where this page has none. */
export function describeError(error: unknown): string {
  if (!hasCode(error)) return FALLBACK;
  const known = MESSAGES[error.code];
  const fieldDetail = error instanceof ApiError ? error.fields[0]?.detail : undefined;
  if (error.code === "validation_failed" && fieldDetail) return `${known} ${fieldDetail}`;
  if (known !== undefined) return known;
  const isClientMistake = !(error instanceof ApiError) || error.status < 500;
  const detail = error instanceof ApiError ? error.detail : error.message;
  return isClientMistake && detail !== "" ? detail : FALLBACK;
}

/** The server's complaints by the name of the form field they concern. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof ApiError)) return {};
  return Object.fromEntries(
    error.fields.map(({ pointer, detail }) => [pointer.replace(/^#?\/?(body\/)?/, ""), detail]),
  );
}

function hasCode(error: unknown): error is Error & { code: string } {
  return error instanceof Error && typeof (error as { code?: unknown }).code === "string";
}
