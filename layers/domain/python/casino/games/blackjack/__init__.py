"""Blackjack: its rules, a round while it is decided, and what it pays.

`casino.games.blackjack.odds`, the exact mathematics, is imported by name by those who need it.
"""

from casino.games.blackjack.game import (
    BLACKJACK,
    BLACKJACK_CLASSIC,
    BLACKJACK_H17,
    Blackjack,
    BlackjackOutcome,
)
from casino.games.blackjack.hands import Hand, Result, Total
from casino.games.blackjack.play import BlackjackPlay, Choice, PlayStage, SeatPlay
from casino.games.blackjack.rules import SEATS, Rules

__all__ = [
    "BLACKJACK",
    "BLACKJACK_CLASSIC",
    "BLACKJACK_H17",
    "SEATS",
    "Blackjack",
    "BlackjackOutcome",
    "BlackjackPlay",
    "Choice",
    "Hand",
    "PlayStage",
    "Result",
    "Rules",
    "SeatPlay",
    "Total",
]
