"""The demo catalogue: the games that run in this release, with their figures computed.

``CATALOGUE_TABLE=… python -m casino.catalogue.seed`` writes it. Seeding again replaces the same
games and touches no others.
"""

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from casino.catalogue.bootstrap import catalogue
from casino.catalogue.model import BetFigure, Game, Kind, Volatility
from casino.catalogue.solo_games import solo_games
from casino.games import EUROPEAN
from casino.games.odds import decimal_string, rtp_by_type

if TYPE_CHECKING:
    from casino.catalogue.repository import Catalogue

HOUSE: Final = "croupier"


def demo_games() -> Iterator[Game]:
    """Yield the games that the demo casino offers."""
    figures = rtp_by_type(EUROPEAN)
    yield Game(
        game_id=EUROPEAN.game_id,
        name="European Roulette",
        kind=Kind.LIVE,
        category="roulette",
        provider=HOUSE,
        rtp=decimal_string(min(figures.values())),
        volatility=Volatility.MEDIUM,
        min_stake=10,
        max_stake=500_000,
        rules_url=f"/rules/{EUROPEAN.game_id}.html",
        thumbnail_url=f"/thumbnails/{EUROPEAN.game_id}.svg",
        bets=tuple(BetFigure(kind.value, decimal_string(rtp)) for kind, rtp in figures.items()),
    )
    yield from solo_games()


def seed(into: "Catalogue") -> list[Game]:
    """Write the demo games into a catalogue and return them."""
    games = list(demo_games())
    for game in games:
        into.put(game)
    return games


if __name__ == "__main__":
    for seeded in seed(catalogue()):
        sys.stdout.write(f"{seeded.game_id}: {seeded.name}, RTP {seeded.rtp}\n")
