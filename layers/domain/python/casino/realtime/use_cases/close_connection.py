"""Forget a connection that has ended."""

from casino.channels import ChannelLog, Subscriptions
from casino.channels.use_cases.announce_presence import announce_presence
from casino.sessions import Connections
from casino.shared.clock import Clock


def close_connection(
    connections: Connections,
    subscriptions: Subscriptions,
    log: ChannelLog,
    clock: Clock,
    connection_id: str,
) -> None:
    """Remove everything that a connection left, and tell the tables that it has gone.

    The connection goes first: from then on nothing can subscribe it, so no row is left behind. What
    it is found by goes last: as long as that stands, the sweeper tries again.
    """
    removed = connections.remove(connection_id)
    channels = subscriptions.remove(connection_id)
    if removed:
        connections.forget(removed)
    for channel in channels:
        announce_presence(subscriptions, log, clock, channel)
