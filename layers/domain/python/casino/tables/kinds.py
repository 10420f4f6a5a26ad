"""The kinds of round that the clock opens, by the games that are played so."""

from typing import Any

from casino.games import CashOutGame, DecidedGame, Game
from casino.tables.drawing import SeededRound
from casino.tables.growing import CashOutRound
from casino.tables.playing import DecidedRound


def kind_of(game: Game[Any]) -> type[SeededRound]:
    """Return which kind the rounds of a game are, where no person deals."""
    match game:
        case CashOutGame():
            return CashOutRound
        case DecidedGame():
            return DecidedRound
        case _:
            return SeededRound
