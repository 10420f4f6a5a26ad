"""The channels' stream: numbers what waits, repairs the fast path, and tells the bus."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from casino.channels.use_cases.number_inbox import number_inbox
from casino.channels.use_cases.publish_events import publish_events
from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start

if TYPE_CHECKING:
    from casino.channels import Event

parts = at_start(Parts.inbox, Parts.channel_log, Parts.fanout, Parts.bus)


class _Batch:
    """What the stream tells; its events are read by whoever wants them first, for all."""

    def __init__(self, changes: Sequence[ItemChange]) -> None:
        self.items = [each.after for each in changes]

    @cached_property
    def events(self) -> "list[Event]":
        # Not at once: one that can't be read must not hold up what waits for its number.
        return parts.channel_log.events_among(self.items)


def _inbox(batch: _Batch) -> None:
    for channel in parts.inbox.channels_among(batch.items):
        number_inbox(parts, channel)


def _senders(batch: _Batch) -> None:
    # The queue drops what it has had already, so sending everything again costs nobody anything.
    parts.fanout.publish(batch.events)


def _bus(batch: _Batch) -> None:
    publish_events(parts.bus, batch.events)


# People wait for what has no number yet; what has one is most likely with them already.
handler = relay_handler(_Batch, {"inbox": _inbox, "senders": _senders, "bus": _bus})
