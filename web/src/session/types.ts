import type { Restriction } from "../restriction/restriction";

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Milliseconds since the epoch, by this device's clock. */
  readonly expiresAt: number;
}

/** A sign-in that waits for a code of the player's authenticator app. */
export interface SecondFactor {
  readonly session: string;
}

export interface Profile {
  readonly player_id: string;
  readonly email: string;
  readonly display_name: string;
  readonly country: string;
  readonly currency: string;
  readonly status: string;
  readonly restriction: Restriction | null;
}

export interface Registration {
  readonly email: string;
  readonly password: string;
  readonly display_name: string;
  readonly date_of_birth: string;
  readonly country: string;
  readonly currency: string;
  readonly accept_terms: boolean;
}

export type SessionState =
  | { readonly kind: "restoring" }
  | { readonly kind: "signed_out"; readonly notice: string | null }
  | { readonly kind: "signed_in"; readonly profile: Profile };
