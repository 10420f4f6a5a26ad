"""Read how far a channel reaches: its last number, and who hears it."""

from casino.channels.channel_log import ChannelLog
from casino.channels.model import Reach
from casino.channels.subscriptions import Subscriptions


def read_reach(subscriptions: Subscriptions, log: ChannelLog, channel: str) -> Reach:
    """Return a channel's end and its audience, read consistently and in one trip."""
    reading = log.reading()
    head = log.want_head(reading, channel)
    presence = subscriptions.want_presence(reading, channel)
    reading.fetch()
    return Reach(head.value, presence.value)
