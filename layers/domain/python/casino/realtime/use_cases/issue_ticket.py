"""Let a signed-in player open one connection."""

import secrets
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from casino.realtime.messages import TicketView
from casino.sessions import TICKET_LIFETIME, Grant, Kind

if TYPE_CHECKING:
    from casino.parts import Parts


def issue_ticket(
    parts: "Parts",
    *,
    player_id: str,
    session: str,
    signed_in_at: int,
    origin: str,
    name_of: Callable[[str], str],
    roles: Collection[str] = (),
    websocket_url: str | None = None,
) -> TicketView:
    """Return a ticket: 256 random bits that work once and for seconds.

    Browsers can't send an Authorization header with a handshake, and an access token in a URL would
    end up in logs; a ticket there is worth nothing by the time anybody reads it.

    Parameters
    ----------
    session : str
        The name of the sign-in that the access token comes from.
    signed_in_at : int
        When that was, in seconds. Tokens don't tell more, so a session that began within the second
        in which another ended is believed, unless it is the one that ended.
    origin : str
        The page that asks; empty for programs.
    name_of : callable
        Returns a player's name, as others at a table read it, or raises why they have none.
    roles : collection of str
        What else than a player they are, as the access token says. They hold for as long as the
        connection that the ticket opens.
    websocket_url : str, optional
        Where they are to connect, if it is not at the API itself.

    Raises
    ------
    SessionRevoked
        An access token outlives its session by minutes, but opens nothing any more.
    AccessSuspended
    RateLimited
    """
    now = parts.clock()
    opened_at = int(now.timestamp() * 1000)
    began_at = signed_in_at * 1000 + 999 if signed_in_at else opened_at
    parts.sessions.admit(player_id, began_at, Kind.TICKET, now, session=session)
    ticket = secrets.token_urlsafe(32)
    grant = Grant(player_id, opened_at, origin, name_of(player_id), frozenset(roles))
    parts.connections.add_ticket(ticket, grant, now)
    return TicketView(
        ticket=ticket,
        expires_in=int(TICKET_LIFETIME.total_seconds()),
        websocket_url=websocket_url or parts.websocket_url,
    )
