"""Every minute: connections that near their end, and those that ended unheard."""

from typing import Any

from casino.lambdas.observability import logger
from casino.parts import Parts, at_start
from casino.realtime.use_cases import sweep_connections as use_case

parts = at_start(Parts.connections, Parts.subscriptions, Parts.channel_log, Parts.closer)


@logger.inject_lambda_context(clear_state=True)
def handler(_event: dict[str, Any], _context: Any) -> None:
    """Sweep."""
    done = use_case.sweep_connections(parts)
    if done:
        logger.info("swept", extra=dict(done))
