"""``$disconnect``: the connection has ended."""

from collections.abc import Mapping
from typing import Any

from casino.channels.bootstrap import channel_log, subscriptions
from casino.lambdas.connection_events import connection_handler
from casino.realtime.bootstrap import answer_frame
from casino.realtime.use_cases import close_connection as use_case
from casino.sessions.bootstrap import connections, doorkeeper
from casino.shared.clock import utc_now


def _close(event: Mapping[str, Any]) -> None:
    connection_id = event["requestContext"]["connectionId"]
    use_case.close_connection(connections(), subscriptions(), channel_log(), utc_now, connection_id)


handler = connection_handler("DISCONNECT", _close, admission=doorkeeper, reply=answer_frame)
