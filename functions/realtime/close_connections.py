"""The closing queue: ends connections that the house wants ended."""

from typing import Any

from casino.lambdas.observability import Metric, logger, measure
from casino.lambdas.records import queue_handler
from casino.parts import Parts, at_start
from casino.realtime.use_cases import close_connections as use_case
from casino.sessions import Closing

parts = at_start(
    Parts.connections, Parts.subscriptions, Parts.channel_log, Parts.closer, Parts.reports
)


def _close(message: Any) -> None:
    closing = Closing.of(message["reason"])
    closed = use_case.close_connections(
        parts,
        player_id=message["player_id"],
        closing=closing,
        connection_ids=message.get("connection_ids"),
        opened_until=message.get("opened_until", 0),
        first=message.get("first", ()),
    )
    logger.info("closed", reason=closing.reason, connections=len(closed))
    measure(Metric.CONNECTIONS_CLOSED, len(closed))


handler = queue_handler(_close)
