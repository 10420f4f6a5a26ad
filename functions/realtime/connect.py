"""``$connect``: the handshake has been allowed."""

from collections.abc import Mapping
from typing import Any

from casino.lambdas.caller import Caller
from casino.lambdas.connection_events import connection_handler
from casino.parts import Parts, at_start
from casino.realtime.use_cases import open_connection as use_case
from casino.sessions import Connection

parts = at_start(
    Parts.connections,
    Parts.closings,
    Parts.reports,
    Parts.devices_per_player,
    Parts.doorkeeper,
    Parts.closer,
)


def _open(event: Mapping[str, Any]) -> None:
    caller = Caller(event)
    connection = Connection(caller.connection_id, caller.player_id, caller.opened_at)
    address = event["requestContext"].get("identity", {}).get("sourceIp", "")
    use_case.open_connection(parts, connection, address=address)


handler = connection_handler(
    "CONNECT",
    _open,
    admission=lambda: parts.doorkeeper,
    reply=lambda connection_id, frame: parts.closer.tell(connection_id, frame),
)
