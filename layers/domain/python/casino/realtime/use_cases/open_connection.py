"""Note that somebody has connected."""

from casino.realtime.connections import Connections
from casino.shared.clock import Clock


def open_connection(
    connections: Connections, clock: Clock, connection_id: str, player_id: str
) -> None:
    """Note a connection, so that it can hear channels."""
    connections.add(connection_id, player_id, clock())
