import { ApiError } from "../shared/http/problem";

/** The stand-in accepts any publishable test key; a real provider issues its own. */
const PUBLISHABLE_TEST_KEY = "pk_test_croupier";

export interface CardDetails {
  readonly number: string;
  readonly expMonth: number;
  readonly expYear: number;
  readonly cvc: string;
}

/**
 * Turns a card into a payment-method id, straight from the browser to the payment provider, as
 * the provider's own client library does. The card number never reaches the casino.
 *
 * The request is a "simple" one (form-encoded, the key in the body) because the stand-in answers
 * no CORS preflight. For the same reason the card is tokenised: of the two ways to hand a card
 * over, tokens are the one the stand-in opens to publishable keys. The id of the card behind the
 * token is a payment-method id like any other.
 */
export async function createPaymentMethod(pspUrl: string, card: CardDetails): Promise<string> {
  const form = new URLSearchParams({
    key: PUBLISHABLE_TEST_KEY,
    "card[number]": card.number.replaceAll(" ", ""),
    "card[exp_month]": String(card.expMonth),
    "card[exp_year]": String(card.expYear),
    "card[cvc]": card.cvc,
  });
  let response: Response;
  try {
    response = await fetch(`${pspUrl}/v1/tokens`, { method: "POST", body: form });
  } catch {
    throw new ApiError("payment_provider_unavailable", 0, "");
  }
  const body = (await response.json().catch(() => null)) as { card?: { id?: string } } | null;
  const id = body?.card?.id;
  if (!response.ok || id === undefined) throw new ApiError("card_declined", response.status, "");
  return id;
}
