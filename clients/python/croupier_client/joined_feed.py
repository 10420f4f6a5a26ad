"""A channel that is joined: a live table, the lobby, the house's announcements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias

from croupier_client.errors import RequestRefused
from croupier_client.feed import Feed
from croupier_client.tasks import tell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from croupier_client.connection import Connection
    from croupier_client.generated.events import ServerEvent
    from croupier_client.generated.messages import Joined
    from croupier_client.tasks import Tasks

_JOIN_TIMEOUT: Final = 10.0

OpenChannel: TypeAlias = Literal["lobby", "announcements"]
"""A channel that everybody may hear by its name."""


@dataclass(frozen=True, slots=True)
class Seat:
    """Which channel it is, and how it is joined and left.

    Attributes
    ----------
    join, leave : str
        The actions.
    data : mapping
        What both are about.
    """

    channel: str
    join: str
    leave: str
    data: Mapping[str, Any]

    @classmethod
    def at_table(cls, table_id: str) -> Seat:
        """Return a seat at a live table."""
        return cls(f"table:{table_id}", "table.join", "table.leave", {"table_id": table_id})

    @classmethod
    def in_channel(cls, channel: OpenChannel) -> Seat:
        """Return a seat in a channel that everybody may hear."""
        return cls(channel, "channel.join", "channel.leave", {"channel": channel})


class ChannelListener:
    """Hears a channel; override what you want to hear."""

    def on_snapshot(self, snapshot: dict[str, Any]) -> None:
        """Hear what the channel is about, as it is now; replaces everything known before."""

    def on_event(self, event: ServerEvent) -> None:
        """Hear what happens, in order and once."""

    def on_refused(self, error: RequestRefused) -> None:
        """Hear that the server won't let this player join."""


TableListener = ChannelListener


class JoinedFeed(Feed):
    """A channel that is joined with what was seen last, so that nothing is missed."""

    def __init__(self, seat: Seat, listener: ChannelListener, tasks: Tasks) -> None:
        super().__init__(seat.channel, listener.on_event, tasks)
        self.seat = seat
        self._listener = listener

    async def _catch_up(self, connection: Connection) -> None:
        data = dict(self.seat.data)
        if since := self._cursor.position:
            data["since"] = since
        try:
            reply: Joined = await connection.request(self.seat.join, data, _JOIN_TIMEOUT)
        except RequestRefused as error:
            tell(self._listener.on_refused, error)
            return
        if reply["recovered"]:
            for event in reply["events"]:
                self._deliver(self._cursor.accept(event))
        else:
            tell(self._listener.on_snapshot, reply.get("snapshot") or {})
        self._deliver(self._cursor.move_to(reply["epoch"], reply["seq"]))
