"""End what a player has open, now."""

from datetime import datetime

from casino.sessions.closings import ClosingQueue
from casino.sessions.model import Closing
from casino.sessions.repository import Sessions
from casino.shared.clock import Clock


def end_sessions(
    sessions: Sessions,
    closings: ClosingQueue,
    clock: Clock,
    player_id: str,
    *,
    session: str | None = None,
) -> None:
    """Refuse whatever a player's open connections ask from now on, and have them closed.

    Parameters
    ----------
    session : str, optional
        The session that asked for it, if it is known by name.
    """
    now = clock()
    sessions.revoke(player_id, now, session=session)
    closings.ask_for_all(player_id, Closing.LOGGED_OUT, int(now.timestamp() * 1000))


def suspend_access(
    sessions: Sessions,
    closings: ClosingQueue,
    clock: Clock,
    player_id: str,
    until: datetime,
) -> None:
    """Keep a player away from realtime until a moment, and have what is open closed.

    For exclusions, suspensions and abuse. What was bet before still settles.
    """
    sessions.suspend(player_id, until)
    closings.ask_for_all(player_id, Closing.SUSPENDED, int(clock().timestamp() * 1000))
