"""Who stands between a frame and what it asks for."""

from dataclasses import dataclass
from typing import Protocol

from casino.realtime.closings import ClosingQueue
from casino.realtime.errors import ConnectionGone, RateLimited
from casino.realtime.limits import Kind
from casino.realtime.model import Closing
from casino.realtime.reports import Reports
from casino.realtime.sessions import Sessions
from casino.shared.clock import Clock


class Visitor(Protocol):
    """Who sent a frame."""

    connection_id: str
    player_id: str
    opened_at: int


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Admits frames, counts those that could not be used, and shows floods the door.

    Attributes
    ----------
    sessions : Sessions
    closings : ClosingQueue
    reports : Reports
    clock : Clock
    """

    sessions: Sessions
    closings: ClosingQueue
    reports: Reports
    clock: Clock

    def admit(self, visitor: Visitor, kind: str) -> None:
        """Let a frame in.

        Raises
        ------
        SessionRevoked, AccessSuspended
        RateLimited
        """
        try:
            self.sessions.admit(visitor.player_id, visitor.opened_at, Kind(kind), self.clock())
        except RateLimited:
            self.reports.exceeded(visitor.player_id, visitor.connection_id, Kind(kind))
            self.fault(visitor)
            raise

    def fault(self, visitor: Visitor) -> None:
        """Count a frame that could not be used; one too many closes the connection it came from."""
        try:
            self.sessions.count_fault(visitor.connection_id, self.clock())
        except RateLimited:
            ids = [visitor.connection_id]
            self.closings.ask_for(visitor.player_id, Closing.FLOOD, ids)
        except ConnectionGone:
            return  # its last frames are read after its end
