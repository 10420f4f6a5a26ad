"""Close connections that must end, saying why."""

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from casino.realtime.use_cases.close_connection import close_connection
from casino.sessions import Closing, Connection

if TYPE_CHECKING:
    from casino.parts import Parts


def close_connections(
    parts: "Parts",
    *,
    player_id: str,
    closing: Closing,
    connection_ids: Collection[str] | None = None,
    opened_until: int = 0,
    first: Sequence[Mapping[str, Any]] = (),
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
    first : sequence of mapping
        Frames that each of them is sent before.

    Returns
    -------
    list of Connection
        Those that were closed and of which there was a record.
    """
    known = parts.connections.of_player(player_id, parts.clock())
    if connection_ids is None:
        doomed = [each for each in known if each.opened_at <= opened_until]
    else:
        doomed = [each for each in known if each.connection_id in connection_ids]
        for connection_id in set(connection_ids) - {each.connection_id for each in doomed}:
            parts.closer.close(Connection(connection_id, player_id, opened_at=0), closing)
            close_connection(parts, connection_id)
    for connection in doomed:
        parts.closer.close(connection, closing, first)
        close_connection(parts, connection.connection_id)
        parts.connections.forget_device(connection)
        parts.reports.closed(player_id, connection.connection_id, closing.reason)
    return doomed
