"""What can go wrong in sessions.

::

    Forbidden
    ├── TicketRefused       the ticket is unknown, used or out of date, or the Origin is not allowed
    └── AccessSuspended     the account is suspended at present
    NotAuthenticated
    └── SessionRevoked      the session has ended since the connection was opened
    TooManyRequests
    └── RateLimited         a bucket is empty
"""

from casino.shared.allowance import Allowance
from casino.shared.errors import Forbidden, NotAuthenticated, TooManyRequests


class TicketRefused(Forbidden):
    """A handshake that does not deserve a connection."""

    code = "ticket_refused"
    title = "The ticket is unknown, used or out of date"


class AccessSuspended(Forbidden):
    """The account may do nothing at present."""

    code = "access_suspended"
    title = "This account is suspended at present"


class SessionRevoked(NotAuthenticated):
    """The session has ended since the connection was opened."""

    code = "session_ended"
    title = "The session has ended; sign in again"


class RateLimited(TooManyRequests):
    """A bucket is empty.

    Parameters
    ----------
    allowance : Allowance
        What is used up, and for how long.
    """

    code = "rate_limited"
    title = "Too many requests; wait a moment"

    def __init__(self, allowance: Allowance) -> None:
        super().__init__(f"Too many requests; try again in {allowance.wait_seconds} s")
        self.retry_after_seconds = allowance.wait_seconds
        self.allowance = allowance
