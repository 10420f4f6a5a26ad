"""The closing queue: ends connections that the house wants ended."""

from typing import Any

from casino.channels.bootstrap import channel_log, subscriptions
from casino.lambdas.observability import MetricUnit, logger, metrics
from casino.lambdas.records import queue_handler
from casino.realtime.bootstrap import closer
from casino.realtime.use_cases import close_connections as use_case
from casino.sessions import Closing
from casino.sessions.bootstrap import connections, reports
from casino.shared.clock import utc_now


def _close(message: Any) -> None:
    closing = Closing.of(message["reason"])
    closed = use_case.close_connections(
        connections(),
        subscriptions(),
        channel_log(),
        closer(),
        reports(),
        utc_now,
        player_id=message["player_id"],
        closing=closing,
        connection_ids=message.get("connection_ids"),
        opened_until=message.get("opened_until", 0),
    )
    logger.info("closed", reason=closing.reason, connections=len(closed))
    metrics.add_metric("ConnectionsClosed", MetricUnit.Count, len(closed))


handler = metrics.log_metrics(queue_handler(_close))
