"""Let a connection stop hearing a channel."""

from casino.channels.channel_log import ChannelLog
from casino.channels.subscriptions import Subscriptions
from casino.channels.use_cases.announce_presence import announce_presence
from casino.shared.clock import Clock


def leave_channel(
    subscriptions: Subscriptions,
    log: ChannelLog,
    clock: Clock,
    connection_id: str,
    channel: str,
) -> None:
    """Unsubscribe a connection; harmless if it was not subscribed."""
    subscriptions.unsubscribe(connection_id, channel)
    announce_presence(subscriptions, log, clock, channel)
