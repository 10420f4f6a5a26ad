"""End a player's sessions."""

from typing import TYPE_CHECKING

from casino.sessions.use_cases.end_sessions import end_sessions

if TYPE_CHECKING:
    from casino.parts import Parts


def log_out(parts: "Parts", player_id: str, *, username: str, session: str | None) -> None:
    """End every session of a player: no refresh token works any more, and no open connection.

    An access token that is out already lives on for its remaining minutes, because API Gateway
    checks its signature and nothing else; it opens no connection any more.

    Parameters
    ----------
    username : str
        The directory's name for them, which their tokens carry.
    session : str or None
        The session that asks, by the name that its tokens carry.

    Raises
    ------
    TooManyAttempts
    Unavailable
    """
    parts.directory.sign_out_everywhere(username)
    end_sessions(parts.sessions, parts.closings, parts.clock, player_id, session=session)
    parts.reports.signed_out(player_id, "logout")
