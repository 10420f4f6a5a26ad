"""Every minute: connections that near their end, and those that ended unheard."""

from typing import Any

from casino.channels.bootstrap import channel_log, subscriptions
from casino.lambdas.observability import logger
from casino.realtime.bootstrap import closer
from casino.realtime.use_cases import sweep_connections as use_case
from casino.sessions.bootstrap import connections
from casino.shared.clock import utc_now


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: Any) -> None:
    """Sweep."""
    done = use_case.sweep_connections(
        connections(), subscriptions(), channel_log(), closer(), utc_now
    )
    if done:
        logger.info("swept", extra=dict(done))
