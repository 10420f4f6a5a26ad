"""The catalogue: which games the casino offers and what it says of them."""

from casino.catalogue.errors import UnknownGame
from casino.catalogue.model import BetFigure, GameKind, Listing, Volatility
from casino.catalogue.repository import Catalogue

__all__ = [
    "BetFigure",
    "Catalogue",
    "GameKind",
    "Listing",
    "UnknownGame",
    "Volatility",
]
