"""What can go wrong with an account.

::

    NotAuthenticated
    ├── InvalidCredentials      no sign-in with this address and password; never says why
    ├── SessionEnded            a refresh token or a half-finished sign-in is worth nothing any more
    └── WrongOneTimeCode        the second factor's code is wrong
    Forbidden
    ├── ExcludedElsewhere       whoever it is has excluded themselves under another address
    ├── PasswordResetRequired   the password is right, but must be replaced first
    └── SignInNotOffered        the account needs a step to sign in that this API does not have
    NotFound
    └── NoProfile               nobody plays under this identity
    Invalid
    ├── CountryNotAllowed       the house does not take players from there
    ├── CurrencyNotAllowed      players from there can't have a wallet in it
    ├── Underage                too young for the rules of the country
    ├── NameRefused             can't be shown, or would be taken for the house's
    ├── WeakPassword            easy to guess
    ├── WrongCode               not the code that was sent, or too late
    └── WrongPassword           not the present one, which a new one asks for
    TooManyRequests
    └── TooManyAttempts         at a password or a code; also if Cognito wants a pause

For operators alone:

::

    Conflict
    └── PlayersAddress          a player has registered it, and nobody is both
    NotFound
    └── NoStaff                 nobody works for the house under this address

Not for callers, who must not learn whether an address is registered:

::

    Exception
    ├── AddressTaken            somebody has registered it
    ├── AddressNotConfirmed     its owner has not proved it yet
    └── ProfileExists           another request built the profile first
"""

from collections.abc import Sequence

from casino.shared.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NotAuthenticated,
    NotFound,
    TooManyRequests,
)


class InvalidCredentials(NotAuthenticated):
    """Nobody signs in with this address and password.

    The same for a wrong password, an unknown address, and one that was never confirmed: Cognito
    refuses the last before it looks at the password, so saying so would tell anybody who asks that
    the address is registered.
    """

    code = "invalid_credentials"
    title = "The address and the password don't match, or the address has not been confirmed yet"


class SessionEnded(NotAuthenticated):
    """A refresh token or a half-finished sign-in is worth nothing any more."""

    code = "session_ended"
    title = "This session has ended; sign in again"


class WrongOneTimeCode(NotAuthenticated):
    """The second factor's code is wrong."""

    code = "invalid_code"
    title = "The code is not right"


class ExcludedElsewhere(Forbidden):
    """Whoever signs in has excluded themselves under another address."""

    code = "self_excluded"
    title = "You have excluded yourself under another address"


class PasswordResetRequired(Forbidden):
    """The password is right, but must be replaced first."""

    code = "password_reset_required"
    title = "Choose a new password first"


class SignInNotOffered(Forbidden):
    """The account needs a step to sign in that this API does not have."""

    code = "sign_in_not_offered"
    title = "This account can't sign in here"


class NoProfile(NotFound):
    """Nobody plays under this identity."""

    title = "There is no player's profile for this account"


class CountryNotAllowed(Invalid):
    """The house does not take players from there."""

    code = "country_not_allowed"
    title = "Players from this country can't register"

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/country", self.title)])


class CurrencyNotAllowed(Invalid):
    """Players from there can't have a wallet in this currency."""

    code = "currency_not_allowed"
    title = "Players from your country can't play in this currency"

    def __init__(self, allowed: Sequence[str]) -> None:
        detail = f"From this country, one can play in {', '.join(allowed)}"
        super().__init__(errors=[FieldError("/currency", detail)])


class Underage(Invalid):
    """Whoever registers is too young for the rules of their country."""

    code = "underage"
    title = "You are too young to play in your country"

    def __init__(self, minimum_age: int) -> None:
        detail = f"The minimum age in this country is {minimum_age}"
        super().__init__(errors=[FieldError("/date_of_birth", detail)])


class NameRefused(Invalid):
    """Nobody may go by such a name."""

    code = "name_refused"
    title = "Choose another name"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, [FieldError("/display_name", detail)])


class WeakPassword(Invalid):
    """The password is easy to guess."""

    code = "weak_password"
    title = "Choose another password"

    def __init__(self, detail: str) -> None:
        super().__init__(detail, [FieldError("/password", detail)])


class WrongPassword(Invalid):
    """Whoever changes their password has to say the present one, and this is another."""

    code = "wrong_password"
    title = "This is not your present password"

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/current_password", self.title)])


class WrongCode(Invalid):
    """The code is not the one that was sent, or comes too late."""

    code = "invalid_code"
    title = "The code is not right or has expired"

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/code", self.title)])


class PlayersAddress(Conflict):
    """A player has registered the address, and nobody is player and staff at once."""

    code = "players_address"
    title = "A player has registered this address; staff need another one"


class NoStaff(NotFound):
    """Nobody works for the house under this address."""

    title = "Nobody works for the house under this address"


class TooManyAttempts(TooManyRequests):
    """There were too many attempts lately; this one was not looked at, however right it may be."""

    code = "too_many_attempts"
    title = "Too many attempts; wait a little"

    def __init__(self, retry_after_seconds: int = 30) -> None:
        super().__init__()
        self.retry_after_seconds = max(1, retry_after_seconds)


class AddressTaken(Exception):
    """Somebody has registered this address."""


class AddressNotConfirmed(Exception):
    """The address was registered, but its owner has not proved it yet."""


class ProfileExists(Exception):
    """Another request built the profile first."""
