"""Show one game."""

from casino.catalogue.errors import GameNotFound
from casino.catalogue.messages import GameView, view_of_game
from casino.catalogue.repository import Catalogue


def get_game(catalogue: Catalogue, game_id: str) -> GameView:
    """Return what the casino says of a game.

    Raises
    ------
    GameNotFound
    """
    game = catalogue.game(game_id)
    if game is None:
        raise GameNotFound
    return view_of_game(game)
