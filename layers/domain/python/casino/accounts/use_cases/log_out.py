"""End a player's sessions."""

from casino.accounts.directory import Directory
from casino.sessions import ClosingQueue, Reports, Sessions, end_sessions
from casino.shared.clock import Clock


def log_out(
    directory: Directory,
    sessions: Sessions,
    closings: ClosingQueue,
    reports: Reports,
    clock: Clock,
    player_id: str,
    session: str | None,
) -> None:
    """End every session of a player: no refresh token works any more, and no open connection.

    An access token that is out already lives on for its remaining minutes, because API Gateway
    checks its signature and nothing else; it opens no connection any more.

    Parameters
    ----------
    session : str or None
        The session that asks, by the name that its tokens carry.

    Raises
    ------
    TooManyAttempts
    Unavailable
    """
    directory.sign_out_everywhere(player_id)
    end_sessions(sessions, closings, clock, player_id, session=session)
    reports.signed_out(player_id, "logout")
