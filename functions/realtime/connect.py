"""``$connect``: the handshake has been allowed."""

from collections.abc import Mapping
from typing import Any

from casino.lambdas.caller import Caller
from casino.lambdas.connection_events import connection_handler
from casino.realtime.bootstrap import answer_frame
from casino.realtime.use_cases import open_connection as use_case
from casino.sessions import Connection
from casino.sessions.bootstrap import closings, connections, doorkeeper, reports
from casino.shared.clock import utc_now
from casino.shared.settings import setting


def _open(event: Mapping[str, Any]) -> None:
    caller = Caller(event)
    connection = Connection(caller.connection_id, caller.player_id, caller.opened_at)
    devices = int(setting("DEVICES_PER_PLAYER"))
    use_case.open_connection(
        connections(),
        closings(),
        reports(),
        utc_now,
        connection,
        address=event["requestContext"].get("identity", {}).get("sourceIp", ""),
        devices=devices,
    )


handler = connection_handler("CONNECT", _open, admission=doorkeeper, reply=answer_frame)
