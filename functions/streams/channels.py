"""The channels' stream: numbers what waits, repairs the fast path, and tells the bus."""

from collections.abc import Sequence

from casino.channels.use_cases.number_inbox import number_inbox
from casino.channels.use_cases.publish_events import publish_events
from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.shared.dynamodb import Item

parts = at_start(Parts.inbox, Parts.channel_log, Parts.fanout, Parts.bus)


def _items(changes: Sequence[ItemChange]) -> list[Item]:
    return [each.after for each in changes]


def _inbox(items: Sequence[Item]) -> None:
    for channel in parts.inbox.channels_among(items):
        number_inbox(parts, channel)


def _senders(items: Sequence[Item]) -> None:
    # The queue drops what it has had already, so sending everything again costs nobody anything.
    parts.fanout.publish(parts.channel_log.events_among(items))


def _bus(items: Sequence[Item]) -> None:
    publish_events(parts.bus, parts.channel_log.events_among(items))


# People wait for what has no number yet; what has one is most likely with them already.
handler = relay_handler(_items, {"inbox": _inbox, "senders": _senders, "bus": _bus})
