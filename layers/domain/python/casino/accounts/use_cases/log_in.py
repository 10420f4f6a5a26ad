"""Sign a player in."""

from typing import TYPE_CHECKING

from casino.accounts.errors import AddressNotConfirmed, InvalidCredentials
from casino.accounts.messages import (
    AnswerChallenge,
    Challenge,
    LogIn,
    Tokens,
    view_of_challenge,
    view_of_session,
)
from casino.accounts.model import Confirmation, SecondFactorNeeded, Session, Whereabouts
from casino.accounts.restriction import restriction_of
from casino.accounts.use_cases.ensure_profile import ensure_profile
from casino.shared.dynamodb import retrying

if TYPE_CHECKING:
    from casino.parts import Parts


def log_in(parts: "Parts", given: LogIn, whereabouts: Whereabouts) -> Tokens | Challenge:
    """Return a session, or what is still needed for one.

    Raises
    ------
    InvalidCredentials
        Also for an address that is unknown or not confirmed.
    ExcludedElsewhere
    PasswordResetRequired
    SignInNotOffered
    TooManyAttempts
    Unavailable
    """
    with parts.attempts.counted("password", given.email, whereabouts.address):
        result = _sign_in(parts, given, whereabouts)
    if isinstance(result, SecondFactorNeeded):
        return view_of_challenge(result)
    return _begin(parts, result, given.password)


def answer_challenge(parts: "Parts", given: AnswerChallenge, whereabouts: Whereabouts) -> Tokens:
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
    with parts.attempts.counted("second-factor", account, whereabouts.address):
        session = parts.directory.answer_second_factor(given.session, given.code, whereabouts)
    # Whoever has a second factor has signed in before, with the password alone.
    return _begin(parts, session, None)


def _sign_in(
    parts: "Parts", given: LogIn, whereabouts: Whereabouts
) -> Session | SecondFactorNeeded:
    try:
        return parts.directory.sign_in(given.email, given.password, whereabouts)
    except AddressNotConfirmed:
        if parts.confirmation is not Confirmation.IMMEDIATE:
            raise InvalidCredentials from None
    # Registration crashed before it could confirm the address, which needs no proof here.
    parts.directory.confirm_unseen(given.email)
    return parts.directory.sign_in(given.email, given.password, whereabouts)


def _begin(parts: "Parts", session: Session, password: str | None) -> Tokens:
    at = parts.clock()

    def attempt() -> None:
        profile = ensure_profile(parts, session, password)
        if profile is not None:
            parts.profiles.replace(profile, profile.signed_in(at))

    retrying(attempt)
    return view_of_session(session, restriction_of(parts.ledger, session.player_id, at))
