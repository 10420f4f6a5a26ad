"""Replace a forgotten password."""

from casino.accounts.attempts import Attempts
from casino.accounts.directory import Directory
from casino.accounts.messages import ForgotPassword, ResetPassword
from casino.accounts.passwords import must_be_strong
from casino.sessions import ClosingQueue, Reports, Sessions, end_sessions
from casino.shared.clock import Clock


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


def reset_password(
    directory: Directory,
    attempts: Attempts,
    sessions: Sessions,
    closings: ClosingQueue,
    reports: Reports,
    clock: Clock,
    given: ResetPassword,
    address: str,
) -> None:
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
    with attempts.counted("reset", given.email, address):
        directory.reset_password(given.email, given.code, given.password)
    for purpose in ("password", "code"):
        attempts.forgive(purpose, given.email)
    directory.sign_out_everywhere(given.email)
    if player_id := directory.player_id_of(given.email):
        end_sessions(sessions, closings, clock, player_id)
        reports.signed_out(player_id, "password_reset")
