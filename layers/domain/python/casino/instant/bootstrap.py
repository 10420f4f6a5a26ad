"""The instant games' parts, put together once for each execution environment."""

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casino.instant.history import InstantBets


@cache
def instant_bets() -> "InstantBets":
    """Return how rounds of one player are shown among their bets."""
    from casino.instant.history import InstantBets

    return InstantBets()
