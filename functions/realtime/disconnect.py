"""``$disconnect``: the connection has ended."""

from collections.abc import Mapping
from typing import Any

from casino.lambdas.connection_events import connection_handler
from casino.parts import Parts, at_start
from casino.realtime.use_cases import close_connection as use_case

parts = at_start(
    Parts.connections, Parts.subscriptions, Parts.channel_log, Parts.doorkeeper, Parts.closer
)


def _close(event: Mapping[str, Any]) -> None:
    connection_id = event["requestContext"]["connectionId"]
    use_case.close_connection(parts, connection_id)


handler = connection_handler(
    "DISCONNECT",
    _close,
    admission=lambda: parts.doorkeeper,
    reply=lambda connection_id, frame: parts.closer.tell(connection_id, frame),
)
