"""Deliver events to one shard of a channel's audience."""

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from casino.realtime.connections import Connections
from casino.realtime.sender import Delivery, Sender
from casino.shared.clock import Clock


async def send_events(
    connections: Connections,
    sender: Sender,
    clock: Clock,
    close: Callable[[str], None],
    *,
    channel: str,
    shard: int,
    events: Sequence[Mapping[str, Any]],
) -> Counter[Delivery]:
    """Send events, as one frame, to everyone in a shard.

    Parameters
    ----------
    close : callable
        Forgets a connection that turned out to have gone.
    channel : str
    shard : int
    events : sequence of mapping
        As clients receive them, oldest first.

    Returns
    -------
    Counter
        How many deliveries ended how.
    """
    audience = connections.subscribers(channel, shard, clock())
    if not audience:
        return Counter()
    frame = events[0] if len(events) == 1 else {"type": "events", "events": list(events)}
    body = json.dumps(frame, separators=(",", ":")).encode()
    deliveries = await sender.send(audience, body)
    for connection_id, delivery in deliveries.items():
        if delivery is Delivery.GONE:
            close(connection_id)
    return Counter(deliveries.values())
