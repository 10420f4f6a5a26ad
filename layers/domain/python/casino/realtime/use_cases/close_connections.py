"""Close connections that must end, saying why."""

from collections.abc import Collection

from casino.realtime.channel_log import ChannelLog
from casino.realtime.closer import Closer
from casino.realtime.connections import Connections
from casino.realtime.fanout import Fanout
from casino.realtime.model import Closing, Connection
from casino.realtime.reports import Reports
from casino.realtime.use_cases.close_connection import close_connection
from casino.shared.clock import Clock


def close_connections(
    connections: Connections,
    log: ChannelLog,
    fanout: Fanout,
    closer: Closer,
    reports: Reports,
    clock: Clock,
    *,
    player_id: str,
    closing: Closing,
    connection_ids: Collection[str] | None = None,
    opened_until: int = 0,
) -> list[Connection]:
    """Close some of a player's connections and forget them.

    Whatever ``$disconnect`` would do is done here as well, because it may never come; the two find
    nothing left to do after each other.

    Parameters
    ----------
    connections, log, fanout, closer, reports, clock
    player_id : str
    closing : Closing
    connection_ids : collection of str, optional
        Which ones; without it, all that were opened until `opened_until`.
    opened_until : int
        Milliseconds since the epoch.

    Returns
    -------
    list of Connection
        Those that were closed.
    """
    doomed = [
        each
        for each in connections.of_player(player_id, clock())
        if (
            each.opened_at <= opened_until
            if connection_ids is None
            else each.connection_id in connection_ids
        )
    ]
    for connection in doomed:
        closer.close(connection, closing)
        close_connection(connections, log, fanout, clock, connection.connection_id)
        connections.forget_device(connection)
        reports.closed(player_id, connection.connection_id, closing.reason)
    return doomed
