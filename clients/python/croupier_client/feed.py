"""One channel, kept whole and in order across gaps and reconnections."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Final, cast

from croupier_client.channel_cursor import ChannelCursor
from croupier_client.close_codes import NO_ANSWER
from croupier_client.errors import RealtimeError
from croupier_client.tasks import tell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from croupier_client.connection import Connection
    from croupier_client.generated.events import ServerEvent
    from croupier_client.generated.messages import EventMessage
    from croupier_client.tasks import Tasks

# Events may overtake one another on their way; a gap often closes by itself in this time.
_GAP_GRACE: Final = 0.25


class Feed(ABC):
    """One channel that this client follows."""

    def __init__(self, channel: str, on_event: Callable[[ServerEvent], None], tasks: Tasks) -> None:
        self.channel = channel
        self._on_event = on_event
        self._tasks = tasks
        self._cursor = ChannelCursor()
        self._connection: Connection | None = None
        self._gap_timer: asyncio.TimerHandle | None = None
        self._recovering = False

    async def attach(self, connection: Connection) -> None:
        """Join or catch up over a new connection.

        Raises
        ------
        RequestTimeout, ConnectionLost
        """
        self._connection = connection
        self._recovering = True
        try:
            await self._catch_up(connection)
        finally:
            self._recovering = False
        self._watch_gap()

    def receive(self, event: EventMessage) -> None:
        """Take an event as it arrives."""
        self._deliver(self._cursor.accept(event))
        self._watch_gap()

    def detach(self) -> None:
        """Rest until there is a connection again."""
        if self._gap_timer is not None:
            self._gap_timer.cancel()
        self._gap_timer = None
        self._connection = None

    @abstractmethod
    async def _catch_up(self, connection: Connection) -> None:
        """Ask the server for what this client has not seen, and deliver it."""

    def _deliver(self, events: Iterable[EventMessage]) -> None:
        for event in events:
            tell(self._on_event, cast("ServerEvent", event))

    def _watch_gap(self) -> None:
        if not self._cursor.is_behind or self._recovering or self._gap_timer is not None:
            return
        self._gap_timer = asyncio.get_running_loop().call_later(_GAP_GRACE, self._close_gap)

    def _close_gap(self) -> None:
        self._gap_timer = None
        connection = self._connection
        if connection is not None and connection.is_open and self._cursor.is_behind:
            self._tasks.spawn(self._recover(connection))

    async def _recover(self, connection: Connection) -> None:
        try:
            await self.attach(connection)
        except RealtimeError:
            # An unanswered catch-up leaves this client behind for good: better a new connection.
            connection.end(NO_ANSWER)
