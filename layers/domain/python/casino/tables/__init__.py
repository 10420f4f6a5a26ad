"""Tables: live rounds, the bets on them and their settlement."""

from casino.tables.bets import Bet, Bets, is_instant, payout_postings
from casino.tables.errors import (
    BetIdReused,
    BettingClosed,
    StakeOutOfRange,
    UnknownBet,
    UnknownRound,
    UnknownTable,
)
from casino.tables.instant_bets import INSTANT_ROUND_PREFIX, InstantBet, instant_reference
from casino.tables.model import Phase, Round, Table, TableStatus
from casino.tables.revealed import RevealedSeeds

__all__ = [
    "INSTANT_ROUND_PREFIX",
    "Bet",
    "BetIdReused",
    "Bets",
    "BettingClosed",
    "InstantBet",
    "Phase",
    "RevealedSeeds",
    "Round",
    "StakeOutOfRange",
    "Table",
    "TableStatus",
    "UnknownBet",
    "UnknownRound",
    "UnknownTable",
    "instant_reference",
    "is_instant",
    "payout_postings",
]
