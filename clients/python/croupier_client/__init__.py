"""Live tables, bets and balances over one WebSocket that comes back by itself."""

from croupier_client.client import RealtimeClient
from croupier_client.close_codes import StopReason
from croupier_client.errors import (
    ConnectionLost,
    ConnectionStopped,
    RealtimeError,
    RequestRefused,
    RequestTimeout,
    RestError,
    TicketDelayed,
    TicketRefused,
)
from croupier_client.generated.events import ServerEvent
from croupier_client.player_feed import PlayerListener
from croupier_client.rest import RestClient
from croupier_client.server_clock import ServerClock
from croupier_client.state import ConnectionState
from croupier_client.table_feed import TableListener
from croupier_client.table_stream import TableStream
from croupier_client.ticket import FetchTicket, Ticket
from croupier_client.transport import OpenTransport, Transport, open_web_socket

__all__ = [
    "ConnectionLost",
    "ConnectionState",
    "ConnectionStopped",
    "FetchTicket",
    "OpenTransport",
    "PlayerListener",
    "RealtimeClient",
    "RealtimeError",
    "RequestRefused",
    "RequestTimeout",
    "RestClient",
    "RestError",
    "ServerClock",
    "ServerEvent",
    "StopReason",
    "TableListener",
    "TableStream",
    "Ticket",
    "TicketDelayed",
    "TicketRefused",
    "Transport",
    "open_web_socket",
]
