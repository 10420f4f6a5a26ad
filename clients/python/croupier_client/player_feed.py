"""The player's own channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from croupier_client.errors import RequestRefused
from croupier_client.feed import Feed
from croupier_client.tasks import tell

if TYPE_CHECKING:
    from croupier_client.connection import Connection
    from croupier_client.generated.events import ServerEvent
    from croupier_client.generated.messages import ChannelView, History
    from croupier_client.tasks import Tasks

_HISTORY_TIMEOUT: Final = 10.0
_HISTORY_PAGE: Final = 100
_MAX_PAGES: Final = 10


class PlayerListener:
    """Hears the player's own channel; override what you want to hear."""

    def on_event(self, event: ServerEvent) -> None:
        """Hear what happens, in order and once."""

    def on_reset(self) -> None:
        """Hear that events may have been missed for good: ask for the present state instead."""


class PlayerFeed(Feed):
    """The player's own channel. `session.hello` subscribes to it and says where it stands."""

    def __init__(self, channel: str, listener: PlayerListener, tasks: Tasks) -> None:
        super().__init__(channel, listener.on_event, tasks)
        self._listener = listener
        self._head: ChannelView | None = None

    def announce(self, head: ChannelView) -> None:
        """Note where the server says that the channel stands, from `session.hello`."""
        self._head = head

    async def _catch_up(self, connection: Connection) -> None:
        head, seen = self._head, self._cursor.position
        if seen is None or (head is not None and seen["epoch"] != head["epoch"]):
            self._start_over()
            return
        if not self._cursor.is_behind and head is not None and head["seq"] <= seen["seq"]:
            return
        if not await self._replay(connection):
            self._start_over()

    async def _replay(self, connection: Connection) -> bool:
        for _ in range(_MAX_PAGES):
            since = self._cursor.position
            request = {"channel": self.channel, "since": since, "limit": _HISTORY_PAGE}
            try:
                reply: History = await connection.request(
                    "channel.history", request, _HISTORY_TIMEOUT
                )
            except RequestRefused:
                return False
            if not reply["recovered"]:
                return False
            for event in reply["events"]:
                self._deliver(self._cursor.accept(event))
            if len(reply["events"]) < _HISTORY_PAGE:
                return not self._cursor.is_behind
        return False

    def _start_over(self) -> None:
        if self._head is not None:
            self._deliver(self._cursor.move_to(self._head["epoch"], self._head["seq"]))
        if self._cursor.is_behind:
            self._deliver(self._cursor.skip_gap())
        tell(self._listener.on_reset)
