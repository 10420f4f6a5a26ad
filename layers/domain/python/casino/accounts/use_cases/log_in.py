"""Sign a player in."""

from casino.accounts.errors import InvalidCredentials, NotConfirmed
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


def log_in(registrar: Registrar, given: LogIn) -> Tokens | Challenge:
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
    result = _sign_in(registrar, given)
    if isinstance(result, SecondFactorNeeded):
        return view_of_challenge(result)
    return _begin(registrar, result)


def answer_challenge(registrar: Registrar, given: AnswerChallenge) -> Tokens:
    """Return the session that waited for a one-time code.

    Raises
    ------
    WrongOneTimeCode
    SessionEnded
    TooManyAttempts
    Unavailable
    """
    return _begin(registrar, registrar.directory.answer_second_factor(given.session, given.code))


def _sign_in(registrar: Registrar, given: LogIn) -> Session | SecondFactorNeeded:
    try:
        return registrar.directory.sign_in(given.email, given.password)
    except NotConfirmed:
        if registrar.confirmation is not Confirmation.IMMEDIATE:
            raise InvalidCredentials from None
    # Registration crashed before it could confirm the address, which needs no proof here.
    registrar.directory.confirm_unseen(given.email)
    return registrar.directory.sign_in(given.email, given.password)


def _begin(registrar: Registrar, session: Session) -> Tokens:
    at = registrar.clock()

    def attempt() -> None:
        profile = ensure_profile(registrar, session.player_id)
        if profile is not None:
            registrar.profiles.replace(profile, profile.signed_in(at))

    retrying(attempt)
    return view_of_session(session)
