"""What can go wrong in realtime.

::

    NotFound
    └── UnknownChannel      no such channel, or another player's
    Forbidden
    └── TicketRefused       the ticket is unknown, used or out of date, or the Origin is not allowed
    Conflict
    ├── AlreadyPublished    this has been appended to the channel before
    └── ConnectionGone      the connection has ended meanwhile
"""

from casino.shared.errors import Conflict, Forbidden, NotFound


class UnknownChannel(NotFound):
    """There is no such channel, or it is another player's."""

    title = "There is no such channel"


class TicketRefused(Forbidden):
    """A handshake that does not deserve a connection."""

    code = "ticket_refused"
    title = "The ticket is unknown, used or out of date"


class AlreadyPublished(Conflict):
    """The channel has this already."""


class ConnectionGone(Conflict):
    """The connection ended while something was done for it."""

    code = "connection_gone"
    title = "The connection has ended"
