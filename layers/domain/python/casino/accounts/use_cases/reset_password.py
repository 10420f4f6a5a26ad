"""Replace a forgotten password."""

from typing import TYPE_CHECKING

from casino.accounts.attempts import Attempts
from casino.accounts.directory import Directory
from casino.accounts.messages import ForgotPassword, ResetPassword
from casino.accounts.passwords import must_be_strong
from casino.sessions.use_cases.end_sessions import end_sessions

if TYPE_CHECKING:
    from casino.parts import Parts


def request_reset(directory: Directory, attempts: Attempts, given: ForgotPassword) -> None:
    """Send a code to an address, if a player's; the answer is the same if it is not.

    Raises
    ------
    TooManyAttempts
        If that address was sent as many codes lately as anybody needs.
    Unavailable
    """
    attempts.count("code", given.email)
    directory.send_reset_code(given.email)


def reset_password(parts: "Parts", given: ResetPassword, address: str) -> None:
    """Set a new password by the code that was sent, and end every session and open connection.

    Whoever resets a password may do so because a stranger knows the old one.

    Raises
    ------
    WeakPassword
    WrongCode
        Also for an address that nobody registered.
    TooManyAttempts
    Unavailable
    """
    must_be_strong(given.password, given.email)
    with parts.attempts.counted("reset", given.email, address):
        parts.directory.reset_password(given.email, given.code, given.password)
    for purpose in ("password", "code"):
        parts.attempts.forgive(purpose, given.email)
    parts.directory.sign_out_everywhere(given.email)
    if player_id := parts.directory.player_id_of(given.email):
        end_sessions(parts.sessions, parts.closings, parts.clock, player_id)
        parts.reports.signed_out(player_id, "password_reset")
