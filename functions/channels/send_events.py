"""The fan-out queue: delivers events to connections."""

import asyncio
from collections.abc import Mapping
from typing import Any, Final

from casino.channels.pacing import Pacer
from casino.channels.sender import Delivery
from casino.channels.use_cases import send_events as use_case
from casino.lambdas.observability import Metric, logger, measure_all
from casino.lambdas.records import group_handler
from casino.parts import Parts, at_start
from casino.realtime.use_cases.close_connection import close_connection

parts = at_start(Parts.subscriptions, Parts.sender, Parts.connections, Parts.channel_log)

# One loop for the environment's whole life, so that its sockets outlive an invocation.
_loop: Final = asyncio.new_event_loop()
_pacer: Final = Pacer()

# A frame that has not got through by then is no news; its channel's later ones wait behind it.
_MAX_SECONDS: Final = 5.0
# For saying what happened, before Lambda ends the invocation.
_RESERVE_SECONDS: Final = 2.0

_FRAMES: Final = {
    Delivery.DELIVERED: Metric.FRAMES_DELIVERED,
    Delivery.GONE: Metric.FRAMES_GONE,
    Delivery.TOO_LARGE: Metric.FRAMES_TOO_LARGE,
    Delivery.REFUSED: Metric.FRAMES_REFUSED,
    Delivery.THROTTLED: Metric.FRAMES_THROTTLED,
    Delivery.UNREACHABLE: Metric.FRAMES_UNREACHABLE,
    Delivery.STALLED: Metric.FRAMES_STALLED,
}


def _close(connection_id: str) -> None:
    try:
        close_connection(parts, connection_id)
    except Exception:
        # Others have their frames; a delivery that failed would send them all again.
        logger.exception("a connection that has gone is still in the books")


async def _send(messages: list[Any], seconds: float) -> None:
    deliveries = await use_case.send_events(
        parts.subscriptions,
        parts.sender,
        _pacer,
        parts.clock,
        _close,
        channel=messages[0]["channel"],
        shard=messages[0]["shard"],
        events=[message["event"] for message in messages],
        seconds=seconds,
    )
    measure_all(
        {Metric.EVENTS_SENT: len(messages)}
        | {_FRAMES[delivery]: count for delivery, count in deliveries.items()}
    )


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


handler = group_handler(_send_all)
