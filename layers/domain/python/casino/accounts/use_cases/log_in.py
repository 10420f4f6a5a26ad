"""Sign a player in."""

from casino.accounts.attempts import Attempts
from casino.accounts.errors import AddressNotConfirmed, InvalidCredentials
from casino.accounts.messages import (
    AnswerChallenge,
    Challenge,
    LogIn,
    Tokens,
    view_of_challenge,
    view_of_session,
)
from casino.accounts.model import Confirmation, SecondFactorNeeded, Session
from casino.accounts.use_cases.ensure_profile import ensure_profile
from casino.accounts.use_cases.open_account import Registrar
from casino.shared.dynamodb import retrying


def log_in(
    registrar: Registrar, attempts: Attempts, given: LogIn, address: str
) -> Tokens | Challenge:
    """Return a session, or what is still needed for one.

    Raises
    ------
    InvalidCredentials
        Also for an address that is unknown or not confirmed.
    PasswordResetRequired
    SignInNotOffered
    TooManyAttempts
    Unavailable
    """
    with attempts.counted("password", given.email, address):
        result = _sign_in(registrar, given)
    if isinstance(result, SecondFactorNeeded):
        return view_of_challenge(result)
    return _begin(registrar, result, given.password)


def answer_challenge(
    registrar: Registrar, attempts: Attempts, given: AnswerChallenge, address: str
) -> Tokens:
    """Return the session that waited for a one-time code.

    Raises
    ------
    WrongOneTimeCode
    SessionEnded
    TooManyAttempts
    Unavailable
    """
    # A session names whom it was made for, and Cognito takes no other's name for it.
    account = given.session.partition(":")[0]
    with attempts.counted("second-factor", account, address):
        session = registrar.directory.answer_second_factor(given.session, given.code)
    # Whoever has a second factor has signed in before, with the password alone.
    return _begin(registrar, session, None)


def _sign_in(registrar: Registrar, given: LogIn) -> Session | SecondFactorNeeded:
    try:
        return registrar.directory.sign_in(given.email, given.password)
    except AddressNotConfirmed:
        if registrar.confirmation is not Confirmation.IMMEDIATE:
            raise InvalidCredentials from None
    # Registration crashed before it could confirm the address, which needs no proof here.
    registrar.directory.confirm_unseen(given.email)
    return registrar.directory.sign_in(given.email, given.password)


def _begin(registrar: Registrar, session: Session, password: str | None) -> Tokens:
    at = registrar.clock()

    def attempt() -> None:
        profile = ensure_profile(registrar, session.player_id, password)
        if profile is not None:
            registrar.profiles.replace(profile, profile.signed_in(at))

    retrying(attempt)
    return view_of_session(session)
