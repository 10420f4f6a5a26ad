"""Sessions: who may act now, how often, and how it is ended."""

from casino.sessions.closings import ClosingQueue
from casino.sessions.connections import Connections
from casino.sessions.doorkeeper import Doorkeeper
from casino.sessions.errors import AccessSuspended, RateLimited, SessionRevoked, TicketRefused
from casino.sessions.limits import Kind
from casino.sessions.model import TICKET_LIFETIME, Closing, Connection, Grant
from casino.sessions.reports import Reports
from casino.sessions.repository import Admission, Sessions

__all__ = [
    "TICKET_LIFETIME",
    "AccessSuspended",
    "Admission",
    "Closing",
    "ClosingQueue",
    "Connection",
    "Connections",
    "Doorkeeper",
    "Grant",
    "Kind",
    "RateLimited",
    "Reports",
    "SessionRevoked",
    "Sessions",
    "TicketRefused",
]
