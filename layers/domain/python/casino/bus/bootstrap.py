"""The bus's parts, put together once for each execution environment."""

from functools import cache

from casino.bus.event_bus import EventBus
from casino.shared.aws import client
from casino.shared.settings import setting


@cache
def bus() -> EventBus:
    """Return the way to the event bus."""
    return EventBus(client("events"), setting("EVENT_BUS_NAME"))
