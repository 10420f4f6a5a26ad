"""The fan-out queue: delivers events to connections."""

import asyncio
from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from botocore.session import get_session

from casino.channels.bootstrap import channel_log, subscriptions
from casino.channels.pacing import Pacer
from casino.channels.quota import SharedQuota
from casino.channels.sender import Sender
from casino.channels.use_cases import send_events as use_case
from casino.lambdas.observability import MetricUnit, logger, metrics
from casino.lambdas.records import group_handler
from casino.realtime.bootstrap import management_endpoint
from casino.realtime.use_cases.close_connection import close_connection
from casino.sessions.bootstrap import connections
from casino.shared.aws import client
from casino.shared.clock import utc_now
from casino.shared.settings import setting

# One loop for the environment's whole life, so that its sockets outlive an invocation.
_loop: Final = asyncio.new_event_loop()
_pacer: Final = Pacer()

# A frame that has not got through by then is no news; its channel's later ones wait behind it.
_MAX_SECONDS: Final = 5.0
# For saying what happened, before Lambda ends the invocation.
_RESERVE_SECONDS: Final = 2.0


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
        SharedQuota(
            client("dynamodb"),
            setting("CONNECTIONS_TABLE"),
            utc_now,
            float(setting("ACCOUNT_REQUESTS_PER_SECOND")),
        ),
    )


def _close(connection_id: str) -> None:
    try:
        close_connection(connections(), subscriptions(), channel_log(), utc_now, connection_id)
    except Exception:
        # Others have their frames; a delivery that failed would send them all again.
        logger.exception("a connection that has gone is still in the books")


async def _send(messages: list[Any], seconds: float) -> None:
    deliveries = await use_case.send_events(
        subscriptions(),
        _sender(),
        _pacer,
        utc_now,
        _close,
        channel=messages[0]["channel"],
        shard=messages[0]["shard"],
        events=[message["event"] for message in messages],
        seconds=seconds,
    )
    metrics.add_metric("EventsSent", MetricUnit.Count, len(messages))
    for delivery, count in deliveries.items():
        name = "".join(word.title() for word in delivery.name.split("_"))
        metrics.add_metric(f"Frames{name}", MetricUnit.Count, count)


async def _send_side_by_side(
    groups: Mapping[str, list[Any]], seconds: float
) -> dict[str, Exception]:
    results = await asyncio.gather(
        *(_send(messages, seconds) for messages in groups.values()), return_exceptions=True
    )
    return {
        group: result
        for group, result in zip(groups, results, strict=True)
        if isinstance(result, Exception)
    }


def _send_all(groups: Mapping[str, list[Any]], remaining: float) -> Mapping[str, Exception]:
    seconds = min(_MAX_SECONDS, remaining - _RESERVE_SECONDS)
    return _loop.run_until_complete(_send_side_by_side(groups, seconds))


handler = metrics.log_metrics(group_handler(_send_all))
