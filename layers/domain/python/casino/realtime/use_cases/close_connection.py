"""Forget a connection that has ended."""

from typing import TYPE_CHECKING

from casino.channels.use_cases.announce_presence import announce_presence

if TYPE_CHECKING:
    from casino.parts import Parts


def close_connection(parts: "Parts", connection_id: str) -> None:
    """Remove everything that a connection left, and tell the tables that it has gone.

    The connection goes first: from then on nothing can subscribe it, so no row is left behind. What
    it is found by goes last: as long as that stands, the sweeper tries again.
    """
    removed = parts.connections.remove(connection_id)
    channels = parts.subscriptions.remove(connection_id)
    if removed:
        parts.connections.forget(removed)
    for channel in channels:
        announce_presence(parts.subscriptions, parts.channel_log, parts.clock, channel)
