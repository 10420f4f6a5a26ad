"""Let a signed-in player open one connection."""

import secrets

from casino.realtime.connections import Connections
from casino.realtime.messages import TicketView
from casino.realtime.model import TICKET_LIFETIME
from casino.shared.clock import Clock


def issue_ticket(
    connections: Connections, clock: Clock, player_id: str, websocket_url: str
) -> TicketView:
    """Return a ticket: 256 random bits that work once and for seconds.

    Browsers can't send an Authorization header with a handshake, and an access token in a URL would
    end up in logs; a ticket there is worth nothing by the time anybody reads it.
    """
    ticket = secrets.token_urlsafe(32)
    connections.add_ticket(ticket, player_id, clock())
    return TicketView(
        ticket=ticket,
        expires_in=int(TICKET_LIFETIME.total_seconds()),
        websocket_url=websocket_url,
    )
