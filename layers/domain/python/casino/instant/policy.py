"""How fast rounds may follow each other, by jurisdiction. Data of the operator's policy, not rules.

Great Britain: at least 2.5 seconds for slots and 5 for other casino games, from the start of one
game cycle to that of the next (Gambling Commission, Remote technical standards, RTS 14).
"""

from collections.abc import Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

NO_CYCLE: Final = timedelta(0)
SLOTS: Final = "slots"
OTHERS: Final = ""

GAME_CYCLES: Final[Mapping[str, Mapping[str, timedelta]]] = MappingProxyType(
    {
        "none": MappingProxyType({}),
        "GB": MappingProxyType({SLOTS: timedelta(seconds=2.5), OTHERS: timedelta(seconds=5)}),
    }
)
"""By jurisdiction and a game's category."""


def game_cycle(cycles: Mapping[str, timedelta], category: str) -> timedelta:
    """Return the least time from the start of one round to that of the next.

    Parameters
    ----------
    cycles : mapping of str to timedelta
        Those of a jurisdiction.
    category : str
        The game's, as the catalogue names it.
    """
    return cycles.get(category, cycles.get(OTHERS, NO_CYCLE))
