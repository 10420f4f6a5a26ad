"""Who stands between a frame and what it asks for."""

from dataclasses import dataclass
from typing import Protocol

from casino.channels import ConnectionGone
from casino.sessions.closings import ClosingQueue
from casino.sessions.connections import Connections
from casino.sessions.errors import AccessSuspended, RateLimited, SessionRevoked
from casino.sessions.limits import Kind
from casino.sessions.model import Closing
from casino.sessions.reports import Reports
from casino.sessions.repository import Sessions
from casino.shared.clock import Clock


class Visitor(Protocol):
    """Who sent a frame."""

    connection_id: str
    player_id: str
    opened_at: int


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Admits frames, counts those that could not be used, and shows floods the door."""

    sessions: Sessions
    connections: Connections
    closings: ClosingQueue
    reports: Reports
    clock: Clock

    def admit(self, visitor: Visitor, kind: str) -> None:
        """Let a frame in, or end the connection that it should not have come by.

        Whoever ended a session has had its connections closed, by the records there are of them. A
        socket that is open all the same gives itself away by what it sends.

        Raises
        ------
        SessionRevoked, AccessSuspended
        RateLimited
        ConnectionGone
        """
        try:
            self.sessions.admit(visitor.player_id, visitor.opened_at, Kind(kind), self.clock())
        except RateLimited:
            self.reports.exceeded(visitor.player_id, visitor.connection_id, Kind(kind))
            self.fault(visitor)
            raise
        except SessionRevoked:
            self._end(visitor, Closing.LOGGED_OUT)
            raise
        except AccessSuspended:
            self._end(visitor, Closing.SUSPENDED)
            raise
        if not self.connections.knows(visitor.connection_id):
            self._end(visitor, Closing.UNKNOWN)
            raise ConnectionGone

    def fault(self, visitor: Visitor) -> None:
        """Count a frame that could not be used; one too many closes the connection it came from."""
        try:
            self.sessions.count_fault(visitor.connection_id, self.clock())
        except RateLimited:
            self._end(visitor, Closing.FLOOD)
        except ConnectionGone:
            self._end(visitor, Closing.UNKNOWN)

    def _end(self, visitor: Visitor, closing: Closing) -> None:
        self.closings.ask_for(visitor.player_id, closing, [visitor.connection_id])
