"""Who stands between a frame and what it asks for."""

from dataclasses import dataclass

from casino.channels import ConnectionGone
from casino.lambdas.caller import Caller
from casino.sessions.closings import ClosingQueue
from casino.sessions.connections import Connections
from casino.sessions.errors import AccessSuspended, RateLimited, SessionRevoked
from casino.sessions.limits import Kind
from casino.sessions.model import Closing
from casino.sessions.reports import Reports
from casino.sessions.repository import Sessions
from casino.shared.clock import Clock


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Admits frames, counts those that could not be used, and shows floods the door."""

    sessions: Sessions
    connections: Connections
    closings: ClosingQueue
    reports: Reports
    clock: Clock

    def admit(self, caller: Caller, kind: str) -> None:
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
            self.sessions.admit(caller.player_id, caller.opened_at, Kind(kind), self.clock())
        except RateLimited:
            self.reports.exceeded(caller.player_id, caller.connection_id, Kind(kind))
            self.fault(caller)
            raise
        except SessionRevoked:
            self._end(caller, Closing.LOGGED_OUT)
            raise
        except AccessSuspended:
            self._end(caller, Closing.SUSPENDED)
            raise
        if not self.connections.knows(caller.connection_id):
            self._end(caller, Closing.UNKNOWN)
            raise ConnectionGone

    def fault(self, caller: Caller) -> None:
        """Count a frame that could not be used; one too many closes the connection it came from."""
        try:
            self.sessions.count_fault(caller.connection_id, self.clock())
        except RateLimited:
            self._end(caller, Closing.FLOOD)
        except ConnectionGone:
            self._end(caller, Closing.UNKNOWN)

    def _end(self, caller: Caller, closing: Closing) -> None:
        self.closings.ask_for(caller.player_id, closing, [caller.connection_id])
