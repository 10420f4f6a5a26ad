"""The demo catalogue: the games that run in this release, with their figures computed.

Seeding again replaces the same games and touches no others.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from casino.catalogue.model import BetFigure, GameKind, Listing, Volatility
from casino.catalogue.solo_games import HOUSE, solo_games
from casino.games.baccarat import NO_COMMISSION, PUNTO_BANCO
from casino.games.baccarat_odds import baccarat_figures
from casino.games.blackjack import BLACKJACK, BLACKJACK_CLASSIC, BLACKJACK_H17
from casino.games.blackjack.figures import blackjack_figures
from casino.games.odds import decimal_string
from casino.games.roulette import AMERICAN, EUROPEAN, FRENCH
from casino.games.roulette_odds import roulette_figures

if TYPE_CHECKING:
    from fractions import Fraction

    from casino import games
    from casino.catalogue.repository import Catalogue


@cache
def demo_games() -> tuple[Listing, ...]:
    """Return the games that the demo casino offers."""
    return tuple(_demo_games())


def _demo_games() -> Iterator[Listing]:
    yield _live(EUROPEAN, "European Roulette", roulette_figures(EUROPEAN))
    yield _live(AMERICAN, "American Roulette", roulette_figures(AMERICAN))
    yield _live(FRENCH, "French Roulette", roulette_figures(FRENCH))
    yield _live(PUNTO_BANCO, "Baccarat", baccarat_figures(PUNTO_BANCO))
    yield _live(NO_COMMISSION, "No Commission Baccarat", baccarat_figures(NO_COMMISSION))
    yield _live(BLACKJACK, "Blackjack", *blackjack_figures(BLACKJACK))
    yield _live(BLACKJACK_H17, "Blackjack, soft 17 hit", *blackjack_figures(BLACKJACK_H17))
    yield _live(
        BLACKJACK_CLASSIC,
        "Classic Blackjack",
        *blackjack_figures(BLACKJACK_CLASSIC),
    )
    yield from solo_games()


def _live(
    game: "games.Game[Any]",
    name: str,
    figures: "Mapping[str, Fraction]",
    offered_in_play: "Mapping[str, Fraction] | None" = None,
) -> Listing:
    """Describe a game that tables play; its rules page and thumbnail bear its id.

    Parameters
    ----------
    figures : mapping of str to Fraction
        What each kind of bet returns; the lowest is the game's own.
    offered_in_play : mapping of str to Fraction, optional
        What is returned by stakes that nobody needs to make: they are offered during a round.
    """
    bets = {**figures, **(offered_in_play or {})}
    return Listing(
        game_id=game.game_id,
        name=name,
        kind=GameKind.LIVE,
        category=game.category,
        provider=HOUSE,
        rtp=decimal_string(min(figures.values())),
        volatility=Volatility.MEDIUM,
        min_stake=10,
        max_stake=500_000,
        rules_url=f"/rules/{game.game_id}.html",
        thumbnail_url=f"/thumbnails/{game.game_id}.svg",
        bets=tuple(BetFigure(str(bet), decimal_string(figure)) for bet, figure in bets.items()),
    )


def seed(into: "Catalogue") -> tuple[Listing, ...]:
    """Write the demo games into a catalogue and return them."""
    for game in demo_games():
        into.put(game)
    return demo_games()
