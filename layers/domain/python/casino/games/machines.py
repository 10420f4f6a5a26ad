"""The machines of the house, as data. `casino.games.slots` has the rules they are played by.

Changing anything here that a machine pays by changes what it returns: give it another `paytable`,
and compute its figures anew (``python -m scripts.slot_figures``).
"""

from types import MappingProxyType
from typing import Final

from casino.games.slots import Slot, Strip


def _strips(text: str) -> tuple[Strip, ...]:
    """Read strips, one after another, each begun by the number of its reel."""
    strips: list[list[str]] = []
    for word in text.split():
        if word.endswith(":"):
            strips.append([])
        else:
            strips[-1].append(word)
    return tuple(map(tuple, strips))


GRAND_HARBOUR: Final = Slot(
    game_id="grand-harbour",
    name="Grand Harbour",
    strips=_strips(
        """
        1: rope ship lantern gull wheel gull wheel lighthouse compass wheel gull rope gull
           lantern rope gull rope ship lantern gull lantern compass captain lantern captain bell
           rope compass ship compass
        2: ship gull compass rope wheel rope lantern bell lantern wheel gull compass gull lantern
           gull wheel ship rope lighthouse ship rope gull lighthouse lantern compass rope captain
           rope gull wheel captain compass
        3: gull lantern gull lighthouse rope wheel gull rope wheel lantern captain ship lantern
           ship gull rope captain bell compass lantern lighthouse gull wheel compass ship rope
           lantern compass rope compass
        4: compass bell lantern wheel rope ship gull ship gull compass rope gull wheel compass
           wheel gull rope captain rope lantern ship lantern wheel lantern lighthouse captain
           lantern compass rope lantern lighthouse gull
        5: lantern gull captain bell compass ship captain gull lighthouse compass wheel gull
           wheel rope lantern ship rope compass ship rope captain compass lantern ship lantern
           rope lantern gull wheel rope
        """
    ),
    rows=3,
    lines=(
        (1, 1, 1, 1, 1),
        (0, 0, 0, 0, 0),
        (2, 2, 2, 2, 2),
        (0, 1, 2, 1, 0),
        (2, 1, 0, 1, 2),
        (0, 0, 1, 0, 0),
        (2, 2, 1, 2, 2),
        (1, 2, 2, 2, 1),
        (1, 0, 0, 0, 1),
        (0, 1, 1, 1, 0),
        (2, 1, 1, 1, 2),
        (0, 1, 0, 1, 0),
        (2, 1, 2, 1, 2),
        (1, 1, 0, 1, 1),
        (1, 1, 2, 1, 1),
        (1, 0, 1, 0, 1),
        (1, 2, 1, 2, 1),
        (0, 2, 0, 2, 0),
        (2, 0, 2, 0, 2),
        (0, 0, 2, 0, 0),
    ),
    pays=MappingProxyType(
        {
            "lighthouse": {2: 5, 3: 50, 4: 250, 5: 2000},
            "captain": {2: 2, 3: 25, 4: 120, 5: 600},
            "ship": {3: 20, 4: 80, 5: 400},
            "wheel": {3: 15, 4: 60, 5: 250},
            "compass": {3: 10, 4: 40, 5: 150},
            "lantern": {3: 5, 4: 20, 5: 100},
            "rope": {3: 5, 4: 15, 5: 80},
            "gull": {3: 5, 4: 15, 5: 50},
        }
    ),
    wild="lighthouse",
    scatter="bell",
    scatter_pays=MappingProxyType({3: 2, 4: 10, 5: 50}),
    free_spins=MappingProxyType({3: 10, 4: 15, 5: 20}),
    free_multiplier=2,
    most_free_spins=100,
    most_pays=587_100,
)
"""A harbour at night: five reels, twenty lines, and free spins when the bells ring."""

LUCKY_LEMONS: Final = Slot(
    game_id="lucky-lemons",
    name="Lucky Lemons",
    strips=_strips(
        """
        1: lemon blank lemon cherry bar lemon bell plum blank plum lemon blank plum blank bar
           blank bell lemon cherry seven bar plum
        2: lemon seven bar lemon blank cherry plum bell blank plum lemon plum bell bar blank bar
           lemon cherry blank cherry plum blank
        3: bar lemon blank plum blank plum lemon blank bell lemon blank lemon bell lemon bar plum
           blank lemon plum cherry seven blank
        """
    ),
    rows=3,
    lines=((1, 1, 1),),
    pays=MappingProxyType(
        {
            "seven": {3: 1000},
            "bell": {3: 150},
            "bar": {3: 60},
            "plum": {3: 25},
            "lemon": {3: 20},
            "cherry": {1: 2, 2: 5, 3: 100},
        }
    ),
    most_pays=1_000,
)
"""A fruit machine of the old kind: three reels, one line."""

MACHINES: Final = (GRAND_HARBOUR, LUCKY_LEMONS)
