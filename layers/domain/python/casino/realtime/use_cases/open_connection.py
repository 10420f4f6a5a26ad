"""Note that somebody has connected."""

from typing import TYPE_CHECKING

from casino.sessions import Closing, Connection

if TYPE_CHECKING:
    from casino.parts import Parts


def open_connection(parts: "Parts", connection: Connection, *, address: str) -> None:
    """Note a connection, so that it can hear channels.

    A player may have so many at once; the oldest beyond are closed.

    Parameters
    ----------
    address : str
        Where it comes from.
    """
    now = parts.clock()
    player_id = connection.player_id
    parts.connections.add(connection.connection_id, player_id, now, connection.opened_at)
    surplus = parts.connections.of_player(player_id, now)[: -parts.devices_per_player]
    if surplus:
        replaced = [each.connection_id for each in surplus]
        parts.closings.ask_for(player_id, Closing.REPLACED, replaced)
    parts.reports.opened(player_id, connection.connection_id, address)
