"""How far a channel reaches: its last number, and who hears it."""

from dataclasses import dataclass

from casino.channels.channel_log import ChannelLog
from casino.channels.model import Head, Presence
from casino.channels.subscriptions import Subscriptions


@dataclass(frozen=True, slots=True)
class Reach:
    """A channel's end and its audience, as they were read."""

    head: Head
    presence: Presence


def reach_of(subscriptions: Subscriptions, log: ChannelLog, channel: str) -> Reach:
    """Read how far a channel reaches, consistently and in one trip."""
    reading = log.reading()
    head = log.want_head(reading, channel)
    presence = subscriptions.want_presence(reading, channel)
    reading.fetch()
    return Reach(head.value, presence.value)
