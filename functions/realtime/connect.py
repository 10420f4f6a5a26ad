"""``$connect``: the handshake has been allowed."""

from typing import Any

from casino.lambdas.caller import Caller
from casino.lambdas.observability import logger
from casino.realtime.bootstrap import connections
from casino.realtime.use_cases import open_connection as use_case
from casino.shared.clock import utc_now


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Note the connection."""
    caller = Caller(event)
    use_case.open_connection(connections(), utc_now, caller.connection_id, caller.player_id)
    return {"statusCode": 200}
