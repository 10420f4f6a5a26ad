"""The catalogue: which games the casino offers and what it says of them."""

from casino.catalogue.errors import GameNotFound
from casino.catalogue.model import BetFigure, Game, Kind, Volatility
from casino.catalogue.repository import Catalogue, game_from_item

__all__ = ["BetFigure", "Catalogue", "Game", "GameNotFound", "Kind", "Volatility", "game_from_item"]
