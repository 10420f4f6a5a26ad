"""Note that somebody has connected."""

from casino.sessions import Closing, ClosingQueue, Connection, Connections, Reports
from casino.shared.clock import Clock


def open_connection(
    connections: Connections,
    closings: ClosingQueue,
    reports: Reports,
    clock: Clock,
    connection: Connection,
    *,
    address: str,
    devices: int,
) -> None:
    """Note a connection, so that it can hear channels, and let the newest devices win.

    Parameters
    ----------
    address : str
        Where it comes from.
    devices : int
        How many connections a player may have at once; the oldest beyond are closed.
    """
    now = clock()
    player_id = connection.player_id
    connections.add(connection.connection_id, player_id, now, connection.opened_at)
    surplus = connections.of_player(player_id, now)[:-devices]
    if surplus:
        closings.ask_for(player_id, Closing.REPLACED, [each.connection_id for each in surplus])
    reports.opened(player_id, connection.connection_id, address)
