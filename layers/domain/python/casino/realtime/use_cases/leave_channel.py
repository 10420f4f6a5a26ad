"""Let a connection stop hearing a channel."""

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.use_cases.announce_presence import announce_presence
from casino.shared.clock import Clock


def leave_channel(
    connections: Connections,
    log: ChannelLog,
    fanout: Fanout,
    clock: Clock,
    connection_id: str,
    channel: str,
) -> None:
    """Unsubscribe a connection; harmless if it was not subscribed."""
    connections.unsubscribe(connection_id, channel)
    announce_presence(connections, log, fanout, clock, channel)
