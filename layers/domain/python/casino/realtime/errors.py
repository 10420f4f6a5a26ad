"""What can go wrong in realtime.

::

    NotFound
    └── UnknownChannel      no such channel, or another player's
    Forbidden
    ├── TicketRefused       the ticket is unknown, used or out of date, or the Origin is not allowed
    ├── AccessSuspended     the player may not use realtime at present
    ├── NotJoined           only who sits at a table may speak at it
    └── ChatMuted           the player may not speak at present
    Invalid
    └── ChatRefused         a text that nobody may read
    NotAuthenticated
    └── SessionRevoked      the session has ended since the connection was opened
    TooManyRequests
    └── RateLimited         a bucket is empty
    Conflict
    ├── AlreadyPublished    this has been appended to the channel before
    └── ConnectionGone      the connection has ended meanwhile
"""

from datetime import datetime

from casino.shared.clock import to_rfc3339
from casino.shared.errors import (
    Conflict,
    FieldError,
    Forbidden,
    Invalid,
    NotAuthenticated,
    NotFound,
    TooManyRequests,
)


class UnknownChannel(NotFound):
    """There is no such channel, or it is another player's."""

    title = "There is no such channel"


class TicketRefused(Forbidden):
    """A handshake that does not deserve a connection."""

    code = "ticket_refused"
    title = "The ticket is unknown, used or out of date"


class AccessSuspended(Forbidden):
    """The player may not use realtime at present."""

    code = "access_suspended"
    title = "Live play is suspended for this account"


class NotJoined(Forbidden):
    """Only who sits at a table may speak at it."""

    code = "not_joined"
    title = "Join the table first"


class ChatMuted(Forbidden):
    """The player may not speak at present.

    Parameters
    ----------
    until : datetime
    """

    code = "chat_muted"
    title = "You may not chat at present"

    def __init__(self, until: datetime) -> None:
        super().__init__(f"You may not chat until {to_rfc3339(until)}")


class ChatRefused(Invalid):
    """A text that nobody may read."""

    code = "chat_refused"
    title = "This can't be said here"

    def __init__(self) -> None:
        super().__init__(errors=[FieldError("/text", self.title)])


class SessionRevoked(NotAuthenticated):
    """The session has ended since the connection was opened."""

    code = "session_ended"
    title = "The session has ended; sign in again"


class RateLimited(TooManyRequests):
    """A bucket is empty.

    Parameters
    ----------
    retry_after_seconds : int
    """

    code = "rate_limited"
    title = "Too many requests; wait a moment"

    def __init__(self, retry_after_seconds: int = 1) -> None:
        super().__init__(f"Too many requests; try again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class AlreadyPublished(Conflict):
    """The channel has this already."""


class ConnectionGone(Conflict):
    """The connection ended while something was done for it."""

    code = "connection_gone"
    title = "The connection has ended"
