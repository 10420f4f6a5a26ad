"""The channels' stream: numbers what waits, repairs the fast path, and tells the bus."""

from collections.abc import Sequence

from casino.bus.bootstrap import bus
from casino.channels import Event, channels_waiting, events_among
from casino.channels.bootstrap import begin, channel_log, fanout, inbox
from casino.channels.use_cases.number_inbox import number_inbox
from casino.channels.use_cases.publish_events import publish_events
from casino.lambdas.records import ItemChange, relay_handler
from casino.shared.clock import utc_now


def _events(changes: Sequence[ItemChange]) -> list[Event]:
    return events_among(each.after for each in changes)


def _inbox(changes: Sequence[ItemChange]) -> None:
    for channel in channels_waiting(each.after for each in changes):
        number_inbox(inbox(), channel_log(), begin, utc_now, channel)


def _senders(changes: Sequence[ItemChange]) -> None:
    # The queue drops what it has had already, so sending everything again costs nobody anything.
    fanout().publish(_events(changes))


def _bus(changes: Sequence[ItemChange]) -> None:
    publish_events(bus(), _events(changes))


# People wait for what has no number yet; what has one is most likely with them already.
handler = relay_handler({"inbox": _inbox, "senders": _senders, "bus": _bus})
