"""Decide on a handshake."""

from collections.abc import Collection

from casino.sessions import Connections, Grant, Kind, RateLimited, Reports, Sessions, TicketRefused
from casino.shared.clock import Clock


def authorize_connection(
    connections: Connections,
    sessions: Sessions,
    reports: Reports,
    clock: Clock,
    *,
    ticket: str,
    origin: str | None,
    address: str,
    allowed_origins: Collection[str],
) -> Grant:
    """Use a ticket up and return what it lets in.

    A page of another site could connect in its visitor's name, so a browser's Origin must be one of
    ours, and the very one whose page asked for the ticket. Programs that are no browsers send none;
    what they need is the ticket.

    Whether the session still stands is asked with the connection's first frame, as with every
    other: nothing is pushed to a connection that has not said hello.

    Raises
    ------
    TicketRefused
    RateLimited
        If the address makes too many handshakes, or has had too many wrong tickets.
    """
    sessions.admit_address(address, Kind.HANDSHAKE, clock())
    if origin is not None and origin not in allowed_origins:
        raise TicketRefused("Connections from this origin are not allowed")
    try:
        grant = connections.use_ticket(ticket, clock())
    except TicketRefused:
        try:
            sessions.admit_address(address, Kind.WRONG_TICKET, clock())
        except RateLimited:
            reports.guessed(address)
            raise
        raise
    if grant.origin and grant.origin != origin:
        raise TicketRefused("The ticket was issued to another origin")
    return grant
