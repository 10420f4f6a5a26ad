"""Close connections that must end, saying why."""

from collections.abc import Collection

from casino.channels import ChannelLog, Subscriptions
from casino.realtime.closer import Closer
from casino.realtime.use_cases.close_connection import close_connection
from casino.sessions import Closing, Connection, Connections, Reports
from casino.shared.clock import Clock


def close_connections(
    connections: Connections,
    subscriptions: Subscriptions,
    log: ChannelLog,
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

    Those that are named are closed whatever is known of them: a socket without a record is one too
    many. Whatever ``$disconnect`` would do is done here as well, because it may never come; the two
    find nothing left to do after each other.

    Parameters
    ----------
    connection_ids : collection of str, optional
        Which ones; without it, all that were opened until `opened_until`.
    opened_until : int
        Milliseconds since the epoch.

    Returns
    -------
    list of Connection
        Those that were closed and of which there was a record.
    """
    known = connections.of_player(player_id, clock())
    if connection_ids is None:
        doomed = [each for each in known if each.opened_at <= opened_until]
    else:
        doomed = [each for each in known if each.connection_id in connection_ids]
        for connection_id in set(connection_ids) - {each.connection_id for each in doomed}:
            closer.close(Connection(connection_id, player_id, opened_at=0), closing)
            close_connection(connections, subscriptions, log, clock, connection_id)
    for connection in doomed:
        closer.close(connection, closing)
        close_connection(connections, subscriptions, log, clock, connection.connection_id)
        connections.forget_device(connection)
        reports.closed(player_id, connection.connection_id, closing.reason)
    return doomed
