"""The fan-out queue: delivers events to connections."""

import asyncio
from functools import cache
from typing import Any

from botocore.session import get_session

from casino.lambdas.observability import MetricUnit, logger, metrics
from casino.lambdas.records import group_handler
from casino.realtime.bootstrap import channel_log, connections, fanout, management_endpoint
from casino.realtime.sender import Sender
from casino.realtime.use_cases import send_events as use_case
from casino.realtime.use_cases.close_connection import close_connection
from casino.shared.clock import utc_now
from casino.shared.errors import CasinoError
from casino.shared.settings import setting

# One loop for the environment's whole life, so that its sockets outlive an invocation.
_loop = asyncio.new_event_loop()


@cache
def _sender() -> Sender:
    credentials = get_session().get_credentials()
    if credentials is None:
        raise RuntimeError("there are no AWS credentials to sign with")
    return Sender(
        management_endpoint(),
        setting("AWS_REGION"),
        credentials.get_frozen_credentials,
        utc_now,
    )


def _close(connection_id: str) -> None:
    # Its rows expire by themselves; everybody else's events must not wait for that.
    try:
        close_connection(connections(), channel_log(), fanout(), utc_now, connection_id)
    except CasinoError as error:
        logger.warning("a connection that is gone could not be forgotten", code=error.code)


def _send(_group: str, messages: list[Any]) -> None:
    deliveries = _loop.run_until_complete(
        use_case.send_events(
            connections(),
            _sender(),
            utc_now,
            _close,
            channel=messages[0]["channel"],
            shard=messages[0]["shard"],
            events=[message["event"] for message in messages],
        )
    )
    for delivery, count in deliveries.items():
        metrics.add_metric(f"Frames{delivery.name.title()}", MetricUnit.Count, count)
        logger.debug("sent", delivery=delivery.name, count=count)


handler = metrics.log_metrics(group_handler(_send))
