"""What can go wrong with the catalogue.

::

    NotFound
    └── GameNotFound    the casino does not offer this game
"""

from casino.shared.errors import NotFound


class GameNotFound(NotFound):
    """The casino does not offer this game."""

    title = "There is no such game"
