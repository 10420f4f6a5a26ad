"""Forget a connection that has ended."""

from casino.realtime.channel_log import ChannelLog
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.use_cases.announce_presence import announce_presence
from casino.shared.clock import Clock


def close_connection(
    connections: Connections, log: ChannelLog, fanout: Fanout, clock: Clock, connection_id: str
) -> None:
    """Remove everything that a connection left, and tell the tables that it has gone."""
    for channel in connections.remove(connection_id):
        announce_presence(connections, log, fanout, clock, channel)
