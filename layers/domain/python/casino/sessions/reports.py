"""Reports to the event bus, in the shapes of `casino.sessions.messages`.

Written without its models, because a handshake does not wait for their import; a contract test
holds the two together.
"""

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from botocore.exceptions import BotoCoreError, ClientError

from casino.bus import BusEvent, EventBus
from casino.sessions.limits import Kind
from casino.sessions.repository import pseudonym
from casino.shared.clock import Clock, to_rfc3339
from casino.shared.errors import Unavailable

# Limits that nobody meets by hand, so meeting them is worth a report.
TELLING: Final = frozenset({Kind.BET})


@dataclass(frozen=True, slots=True)
class Reports:
    """Tells the bus what was noticed, as well as it can: no player waits or fails for a report."""

    bus: EventBus
    clock: Clock

    def opened(self, player_id: str, connection_id: str, address: str) -> None:
        """Report a new connection."""
        self._publish(
            "connection.opened",
            player_id=player_id,
            connection_id=connection_id,
            address=pseudonym(address),
        )

    def closed(self, player_id: str, connection_id: str, reason: str) -> None:
        """Report a connection that the house closed."""
        self._publish(
            "connection.closed", player_id=player_id, connection_id=connection_id, reason=reason
        )

    def signed_out(self, player_id: str, cause: str) -> None:
        """Report that every session of a player was ended."""
        self._publish("account.signed_out", player_id=player_id, cause=cause)

    def exceeded(self, player_id: str, connection_id: str, kind: Kind) -> None:
        """Report a limit that was met, if that tells anything."""
        if kind in TELLING:
            self._publish(
                "limit.exceeded", player_id=player_id, connection_id=connection_id, kind=kind.value
            )

    def guessed(self, address: str) -> None:
        """Report an address that keeps guessing tickets."""
        self._publish("tickets.guessed", address=pseudonym(address))

    def abnormal(self, pattern: str, subject: str, *, suspended: bool) -> None:
        """Report a pattern that an operator should look at."""
        self._publish("activity.abnormal", pattern=pattern, subject=subject, suspended=suspended)

    def _publish(self, name: str, **data: Any) -> None:
        event = BusEvent(name, to_rfc3339(self.clock()), data)
        with suppress(BotoCoreError, ClientError, Unavailable):
            self.bus.publish([event])
