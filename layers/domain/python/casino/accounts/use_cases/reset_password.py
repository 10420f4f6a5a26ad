"""Replace a forgotten password."""

from casino.accounts.directory import Directory
from casino.accounts.messages import ForgotPassword, ResetPassword
from casino.accounts.passwords import must_be_strong
from casino.realtime import ClosingQueue, Sessions, end_sessions
from casino.realtime.reports import Reports
from casino.shared.clock import Clock


def request_reset(directory: Directory, given: ForgotPassword) -> None:
    """Send a code to an address, if a player's; the answer is the same if it is not.

    Raises
    ------
    Unavailable
    """
    directory.send_reset_code(given.email)


def reset_password(
    directory: Directory,
    sessions: Sessions,
    closings: ClosingQueue,
    reports: Reports,
    clock: Clock,
    given: ResetPassword,
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
    directory.reset_password(given.email, given.code, given.password)
    directory.sign_out_everywhere(given.email)
    if player_id := directory.player_id_of(given.email):
        end_sessions(sessions, closings, clock, player_id)
        reports.say("account.signed_out", player_id=player_id, cause="password_reset")
