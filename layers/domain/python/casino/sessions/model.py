"""Who a ticket lets in, by which connection, and why one ends."""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Final

TICKET_LIFETIME: Final = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Grant:
    """What a ticket lets in.

    Attributes
    ----------
    opened_at : int
        When the ticket was issued, in milliseconds since the epoch. A session that ends takes with
        it whatever was opened before.
    origin : str
        The page that asked for it; empty for programs, which have none.
    display_name : str
        As others at a table read it.
    roles : frozenset of str
        What else than a player they are: ``dealers``, ``operators``.
    """

    player_id: str
    opened_at: int = 0
    origin: str = ""
    display_name: str = ""
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Connection:
    """One open WebSocket of a player."""

    connection_id: str
    player_id: str
    opened_at: int


class Closing(Enum):
    """Why the house closes a connection.

    Each has its close code and says whether the client should come back. API Gateway lets nobody
    choose the code of the close frame, so it travels in ``session.closing``, right before.
    """

    LOGGED_OUT = ("logged_out", 4001, False)
    REPLACED = ("replaced", 4001, False)
    FLOOD = ("flood", 4002, False)
    SUSPENDED = ("suspended", 4003, False)
    TIMED_OUT = ("timed_out", 4003, False)
    SELF_EXCLUDED = ("self_excluded", 4003, False)
    MAX_LIFETIME = ("max_lifetime", 1001, True)
    UNKNOWN = ("unknown", 1001, True)
    """Nothing is known of the connection, so it would hear nothing; a new one will."""

    def __init__(self, reason: str, code: int, reconnect: bool) -> None:
        self.reason = reason
        self.code = code
        self.reconnect = reconnect

    @classmethod
    def of(cls, reason: str) -> "Closing":
        """Return the closing with this reason."""
        return next(each for each in cls if each.reason == reason)
