"""The channels' stream: puts every event on the event bus."""

from casino.lambdas.records import stream_handler
from casino.realtime import events_among
from casino.realtime.bootstrap import bus
from casino.realtime.bus import BusEvent
from casino.shared.dynamodb import Item


def _publish(items: list[Item]) -> None:
    bus().publish(map(BusEvent.of, events_among(items)))


handler = stream_handler(_publish)
