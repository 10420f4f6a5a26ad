"""The channels' stream: hands over again what the fast path may have lost."""

from casino.lambdas.records import stream_handler
from casino.realtime import events_among
from casino.realtime.bootstrap import fanout
from casino.shared.dynamodb import Item


def _repair(items: list[Item]) -> None:
    # The queue drops what it has had already, so sending everything again costs nobody anything.
    fanout().publish(events_among(items))


handler = stream_handler(_repair)
