"""The channels' stream: numbers what waits, repairs the fast path, and tells the bus."""

from collections.abc import Sequence

from casino.bus.bootstrap import bus
from casino.channels import channels_waiting, events_among
from casino.channels.bootstrap import begin, channel_log, fanout, inbox
from casino.channels.use_cases.number_inbox import number_inbox
from casino.channels.use_cases.publish_events import publish_events
from casino.lambdas.records import ItemChange, relay_handler
from casino.shared.clock import utc_now
from casino.shared.dynamodb import Item


def _items(changes: Sequence[ItemChange]) -> list[Item]:
    return [each.after for each in changes]


def _inbox(items: Sequence[Item]) -> None:
    for channel in channels_waiting(items):
        number_inbox(inbox(), channel_log(), begin, utc_now, channel)


def _senders(items: Sequence[Item]) -> None:
    # The queue drops what it has had already, so sending everything again costs nobody anything.
    fanout().publish(events_among(items))


def _bus(items: Sequence[Item]) -> None:
    publish_events(bus(), events_among(items))


# People wait for what has no number yet; what has one is most likely with them already.
handler = relay_handler(_items, {"inbox": _inbox, "senders": _senders, "bus": _bus})
