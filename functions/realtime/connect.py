"""``$connect``: the handshake has been allowed."""

from typing import Any

from casino.lambdas.caller import Caller
from casino.lambdas.observability import logger
from casino.realtime.bootstrap import closings, connections, reports
from casino.realtime.model import Connection
from casino.realtime.use_cases import open_connection as use_case
from casino.shared.clock import utc_now
from casino.shared.settings import setting


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Note the connection."""
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
    return {"statusCode": 200}
