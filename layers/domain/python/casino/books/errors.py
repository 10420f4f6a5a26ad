"""What can go wrong with the books; none of it is ever told to a player.

::

    GapInLedger    an entry is missing between those that have been summed and the next one
"""


class GapInLedger(Exception):
    """A player's entries do not follow each other, so nothing after the gap can be summed."""
