"""What can go wrong with any bet.

::

    NotFound
    ├── UnknownBet          no such bet, or another player's
    └── UnknownRound        no such round, or not at this table, or another player's
"""

from casino.shared.errors import NotFound


class UnknownBet(NotFound):
    """There is no such bet, or it is another player's."""

    title = "There is no such bet"


class UnknownRound(NotFound):
    """There is no such round, or it is at another table."""

    title = "There is no such round"
