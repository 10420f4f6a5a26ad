"""Live tables, bets and balances over one WebSocket that comes back by itself."""

from croupier_client.channel_stream import ChannelStream, TableStream
from croupier_client.client import RealtimeClient
from croupier_client.close_codes import StopReason
from croupier_client.errors import (
    ConnectionLost,
    ConnectionStopped,
    RealtimeError,
    RequestRefused,
    RequestTimeout,
    RestError,
    SecondFactorNeeded,
    TicketDelayed,
    TicketRefused,
)
from croupier_client.generated import problems, stakes
from croupier_client.generated.events import ServerEvent
from croupier_client.joined_feed import ChannelListener, OpenChannel, TableListener
from croupier_client.player_feed import PlayerListener
from croupier_client.rest import RestClient
from croupier_client.server_clock import ServerClock
from croupier_client.state import ConnectionState
from croupier_client.ticket import FetchTicket, Ticket
from croupier_client.transport import OpenTransport, Transport, open_web_socket

__all__ = [
    "ChannelListener",
    "ChannelStream",
    "ConnectionLost",
    "ConnectionState",
    "ConnectionStopped",
    "FetchTicket",
    "OpenChannel",
    "OpenTransport",
    "PlayerListener",
    "RealtimeClient",
    "RealtimeError",
    "RequestRefused",
    "RequestTimeout",
    "RestClient",
    "RestError",
    "SecondFactorNeeded",
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
    "problems",
    "stakes",
]
