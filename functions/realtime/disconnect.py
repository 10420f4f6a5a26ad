"""``$disconnect``: the connection has ended."""

from typing import Any

from casino.lambdas.observability import logger
from casino.realtime.bootstrap import channel_log, connections, fanout
from casino.realtime.use_cases import close_connection as use_case
from casino.shared.clock import utc_now


@logger.inject_lambda_context(clear_state=True)
def handler(event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Forget the connection."""
    connection_id = event["requestContext"]["connectionId"]
    use_case.close_connection(connections(), channel_log(), fanout(), utc_now, connection_id)
    return {"statusCode": 200}
