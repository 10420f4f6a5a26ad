"""What can go wrong with the catalogue.

::

    NotFound
    └── UnknownGame    the casino does not offer this game
"""

from casino.shared.errors import NotFound


class UnknownGame(NotFound):
    """The casino does not offer this game."""

    title = "There is no such game"
