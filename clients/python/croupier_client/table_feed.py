"""A live table's channel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from croupier_client.errors import RequestRefused
from croupier_client.feed import Feed
from croupier_client.tasks import tell

if TYPE_CHECKING:
    from croupier_client.connection import Connection
    from croupier_client.generated.events import ServerEvent
    from croupier_client.generated.messages import Joined
    from croupier_client.tasks import Tasks

_JOIN_TIMEOUT: Final = 10.0


class TableListener:
    """Hears a live table; override what you want to hear."""

    def on_snapshot(self, snapshot: dict[str, Any]) -> None:
        """Hear where the table stands now; replaces everything known before."""

    def on_event(self, event: ServerEvent) -> None:
        """Hear what happens, in order and once."""

    def on_refused(self, error: RequestRefused) -> None:
        """Hear that the server won't let this player join."""


class TableFeed(Feed):
    """A live table, joined with what was seen last so that nothing is missed."""

    def __init__(self, table_id: str, listener: TableListener, tasks: Tasks) -> None:
        super().__init__(f"table:{table_id}", listener.on_event, tasks)
        self._table_id = table_id
        self._listener = listener

    async def _catch_up(self, connection: Connection) -> None:
        data: dict[str, Any] = {"table_id": self._table_id}
        if since := self._cursor.position:
            data["since"] = since
        try:
            reply: Joined = await connection.request("table.join", data, _JOIN_TIMEOUT)
        except RequestRefused as error:
            tell(self._listener.on_refused, error)
            return
        if reply["recovered"]:
            for event in reply["events"]:
                self._deliver(self._cursor.accept(event))
        else:
            tell(self._listener.on_snapshot, reply.get("snapshot") or {})
        self._deliver(self._cursor.move_to(reply["epoch"], reply["seq"]))
