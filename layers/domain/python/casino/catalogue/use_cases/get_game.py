"""Show one game."""

from casino.catalogue.errors import UnknownGame
from casino.catalogue.messages import GameDetails, details_of_game
from casino.catalogue.repository import Catalogue
from casino.games import GAMES
from casino.games.stake_schemas import stake_schemas


def get_game(catalogue: Catalogue, game_id: str) -> GameDetails:
    """Return what the casino says of a game, and what may be staked at it.

    Raises
    ------
    UnknownGame
    """
    game = catalogue.game(game_id)
    if game is None:
        raise UnknownGame
    played_here = GAMES.get(game_id)
    return details_of_game(game, [] if played_here is None else stake_schemas(played_here))
