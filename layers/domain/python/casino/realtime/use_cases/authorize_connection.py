"""Decide on a handshake."""

from typing import TYPE_CHECKING

from casino.sessions import Grant, Kind, RateLimited, TicketRefused

if TYPE_CHECKING:
    from casino.parts import Parts


def authorize_connection(
    parts: "Parts",
    *,
    ticket: str,
    origin: str | None,
    address: str,
    own_origin: str | None = None,
) -> Grant:
    """Use a ticket up and return what it lets in.

    A page of another site could connect in its visitor's name, so a browser's Origin must be one of
    ours, and the very one whose page asked for the ticket. Programs that are no browsers send none;
    what they need is the ticket.

    Whether the session still stands is asked with the connection's first frame, as with every
    other: nothing is pushed to a connection that has not said hello.

    Parameters
    ----------
    origin : str or None
        The page's that asks, as its browser says.
    own_origin : str, optional
        That of the front that they came by.

    Raises
    ------
    TicketRefused
    RateLimited
        If the address makes too many handshakes, or has had too many wrong tickets.
    """
    parts.sessions.admit_address(address, Kind.HANDSHAKE, parts.clock())
    if origin is not None and origin not in {*parts.allowed_origins, own_origin}:
        raise TicketRefused("Connections from this origin are not allowed")
    try:
        grant = parts.connections.use_ticket(ticket, parts.clock())
    except TicketRefused:
        try:
            parts.sessions.admit_address(address, Kind.WRONG_TICKET, parts.clock())
        except RateLimited:
            parts.reports.guessed(address)
            raise
        raise
    if grant.origin and grant.origin != origin:
        raise TicketRefused("The ticket was issued to another origin")
    return grant
