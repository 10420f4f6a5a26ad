"""What can go wrong in channels.

::

    NotFound
    └── UnknownChannel      no such channel, or another player's
    Conflict
    ├── AlreadyPublished    this has been appended to the channel before
    └── ConnectionGone      the connection has ended meanwhile
"""

from casino.shared.errors import Conflict, NotFound


class UnknownChannel(NotFound):
    """There is no such channel, or it is another player's."""

    title = "There is no such channel"


class AlreadyPublished(Conflict):
    """The channel has this already."""


class ConnectionGone(Conflict):
    """The connection ended while something was done for it."""

    code = "connection_gone"
    title = "The connection has ended"
