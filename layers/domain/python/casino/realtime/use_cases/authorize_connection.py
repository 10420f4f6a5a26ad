"""Decide on a handshake."""

from collections.abc import Collection

from casino.realtime.connections import Connections
from casino.realtime.errors import TicketRefused
from casino.shared.clock import Clock


def authorize_connection(
    connections: Connections,
    clock: Clock,
    ticket: str,
    origin: str | None,
    allowed_origins: Collection[str],
) -> str:
    """Use a ticket up and return whose it was.

    A page of another site could connect in its visitor's name, so a browser's Origin must be one of
    ours. Programs that are no browsers send none; what they need is the ticket.

    Raises
    ------
    TicketRefused
    """
    if origin is not None and origin not in allowed_origins:
        raise TicketRefused("Connections from this origin are not allowed")
    return connections.use_ticket(ticket, clock())
