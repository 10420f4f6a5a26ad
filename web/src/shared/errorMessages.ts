import { ApiError } from "./http/problem";

/** What each error code means to the player: what happened, and what to do now. */
const MESSAGES: Readonly<Record<string, string>> = {
  // Getting in
  invalid_credentials: "That e-mail address and password don't match. Please try again.",
  account_not_confirmed: "Please confirm your e-mail address first.",
  invalid_code: "That code isn't right, or it has expired.",
  under_age: "You have to be at least 18 years old to play here.",
  underage: "You have to be at least 18 years old to play here.",
  country_not_allowed: "Sorry, we can't offer play in this country.",
  currency_not_allowed: "Accounts in this currency aren't offered in your country.",
  weak_password: "Please choose a stronger password.",
  password_policy: "Please choose a stronger password.",
  terms_not_accepted: "Please accept the terms to go on.",
  account_blocked: "This account is blocked. Please contact support.",
  account_excluded: "This account is excluded from play.",
  excluded: "This account is excluded from play.",
  not_verified: "Your identity has to be verified before you can do this.",
  unauthorized: "Please sign in again.",
  not_authenticated: "Please sign in again.",
  // Money
  insufficient_funds: "Your balance is too low for that.",
  limit_reached: "That would pass one of your limits.",
  card_declined: "The card was declined. Please try another card.",
  payment_declined: "The card was declined. Please try another card.",
  payment_failed: "The payment didn't go through. Nothing was charged.",
  authentication_required: "This card asks for a confirmation that isn't offered here yet.",
  currency_mismatch: "That amount is in another currency than your account.",
  idempotency_key_reused: "This was already sent with other details. Please start over.",
  payment_provider_unavailable: "The payment service can't be reached. Please try again shortly.",
  // Playing
  betting_closed: "Too late: betting on this round is closed.",
  stake_out_of_range: "A stake is below or above this table's limits.",
  unknown_selection: "That bet isn't offered at this table.",
  bet_id_reused: "This bet was already placed with other chips.",
  round_not_found: "That round is over. Please bet on the next one.",
  table_not_found: "This table doesn't exist any more.",
  table_closed: "This table is closed at the moment.",
  // Anything
  validation_failed: "Please check what you entered.",
  too_many_requests: "That was a bit fast. Please wait a moment and try again.",
  rate_limited: "That was a bit fast. Please wait a moment and try again.",
  network_error: "We can't reach the casino. Please check your connection and try again.",
  session_ended: "You were signed out.",
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
