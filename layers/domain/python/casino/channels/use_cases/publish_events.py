"""Tell the event bus what channels were told."""

from collections.abc import Iterable

from casino.bus import BusEvent, EventBus
from casino.channels.model import Event


def publish_events(bus: EventBus, events: Iterable[Event]) -> None:
    """Put channels' events on the bus, under ids that a repetition has again.

    Raises
    ------
    Unavailable
    """
    bus.publish(map(on_the_bus, events))


def on_the_bus(event: Event) -> BusEvent:
    """Return a channel's event as the bus carries it."""
    place = {"channel": event.channel, "epoch": event.epoch, "seq": event.seq}
    event_id = f"{event.channel}/{event.epoch}/{event.seq}"
    return BusEvent(event.name, event.at, event.data, event_id, place)
