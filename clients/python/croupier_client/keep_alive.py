"""Pings, and leaving in time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from croupier_client.close_codes import NO_ANSWER, PLANNED_RECONNECT
from croupier_client.errors import RealtimeError, RequestTimeout

if TYPE_CHECKING:
    from collections.abc import Callable

    from croupier_client.connection import Connection
    from croupier_client.generated.messages import Hello
    from croupier_client.server_clock import ServerClock

# Leave before the gateway's own limit cuts the connection mid-round…
_LATEST_SHARE: Final = 0.95
# …and not all in the same second that everybody came in.
_SPREAD_SHARE: Final = 0.1


async def keep_alive(
    connection: Connection,
    hello: Hello,
    clock: ServerClock,
    within: float,
    random: Callable[[], float],
) -> None:
    """Ping an idle connection, give it up when it has gone silent, and retire it in time."""
    loop = asyncio.get_running_loop()
    share = _LATEST_SHARE - _SPREAD_SHARE * random()
    retire_at = loop.time() + hello["max_lifetime"] * share
    while connection.is_open:
        left = retire_at - loop.time()
        if left <= 0:
            connection.end(PLANNED_RECONNECT)
            return
        await asyncio.sleep(min(hello["heartbeat_interval"], left))
        if loop.time() < retire_at:
            await _beat(connection, clock, within)


async def _beat(connection: Connection, clock: ServerClock, within: float) -> None:
    sent_at = clock.now()
    try:
        pong = await connection.request("ping", {}, within)
    except RequestTimeout:
        # A half-open connection takes what is sent and never answers.
        connection.end(NO_ANSWER)
    except RealtimeError:
        return
    else:
        clock.observe(pong["server_time"], sent_at, clock.now())
