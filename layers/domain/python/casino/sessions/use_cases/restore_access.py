"""Let a player back in before their suspension is over."""

from casino.sessions.repository import Sessions
from casino.shared.clock import Clock


def restore_access(sessions: Sessions, clock: Clock, player_id: str) -> None:
    """End a suspension of realtime access now; harmless if there is none.

    What led to it is not forgotten: another alert about the player within minutes suspends anew.
    """
    sessions.suspend(player_id, clock())
