"""Replace a password that is known."""

from typing import TYPE_CHECKING

from casino.accounts.errors import InvalidCredentials, WrongPassword
from casino.accounts.messages import Challenge, ChangePassword, LogIn, Tokens
from casino.accounts.model import Whereabouts
from casino.accounts.passwords import must_be_strong
from casino.accounts.use_cases.log_in import log_in
from casino.sessions.use_cases.end_sessions import end_sessions

if TYPE_CHECKING:
    from casino.parts import Parts


def change_password(
    parts: "Parts",
    player_id: str,
    given: ChangePassword,
    whereabouts: Whereabouts,
    *,
    session: str | None,
) -> Tokens | Challenge:
    """Set a new password, end every session and open connection, and sign in by the new one.

    An access token is not enough: whoever finds a device unlocked has that, too. So the present
    password is asked for, and guessing it costs what it does at a sign-in.

    Parameters
    ----------
    session : str or None
        The session that asks, by the name that its tokens carry.

    Returns
    -------
    Tokens or Challenge
        A new session, or what is still needed for one.

    Raises
    ------
    WeakPassword
    WrongPassword
    TooManyAttempts
    Unavailable
    """
    email = parts.profiles.get(player_id).particulars.email
    must_be_strong(given.new_password, email)
    try:
        with parts.attempts.counted("password", email, whereabouts.address):
            parts.directory.sign_in(email, given.current_password, whereabouts)
    except InvalidCredentials:
        raise WrongPassword from None
    # Before as well as after: a crash in between leaves nobody in whom the new password is to keep
    # out, and whoever came in meanwhile by the old one goes, too.
    _end(parts, player_id, email, session)
    parts.directory.set_password(email, given.new_password)
    _end(parts, player_id, email, session)
    parts.reports.signed_out(player_id, "password_change")
    return log_in(parts, LogIn(email=email, password=given.new_password), whereabouts)


def _end(parts: "Parts", player_id: str, email: str, session: str | None) -> None:
    parts.directory.sign_out_everywhere(email)
    end_sessions(parts.sessions, parts.closings, parts.clock, player_id, session=session)
