"""The catalogue: which games the casino offers and what it says of them."""

from casino.catalogue.errors import GameNotFound
from casino.catalogue.model import BetFigure, Game, GameKind, Volatility
from casino.catalogue.repository import Catalogue

__all__ = [
    "BetFigure",
    "Catalogue",
    "Game",
    "GameKind",
    "GameNotFound",
    "Volatility",
]
