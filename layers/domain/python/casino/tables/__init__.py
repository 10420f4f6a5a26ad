"""Tables: live rounds, the bets on them and their settlement."""

from casino.tables.bets import Bet, Bets
from casino.tables.errors import (
    BetIdReused,
    BettingClosed,
    StakeOutOfRange,
    UnknownBet,
    UnknownRound,
    UnknownTable,
)
from casino.tables.model import Phase, Round, Table, TableStatus

__all__ = [
    "Bet",
    "BetIdReused",
    "Bets",
    "BettingClosed",
    "Phase",
    "Round",
    "StakeOutOfRange",
    "Table",
    "TableStatus",
    "UnknownBet",
    "UnknownRound",
    "UnknownTable",
]
