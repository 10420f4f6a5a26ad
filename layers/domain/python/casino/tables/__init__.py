"""Tables: live rounds, the bets on them and their settlement."""

from casino.tables.acts import Act, Staff
from casino.tables.bets import Bets, is_cash_out
from casino.tables.errors import BetIdReused, BettingClosed, UnknownTable
from casino.tables.live_tables import table_from_item
from casino.tables.model import Limits, Phase, Round, Table, TableStatus

__all__ = [
    "Act",
    "BetIdReused",
    "Bets",
    "BettingClosed",
    "Limits",
    "Phase",
    "Round",
    "Staff",
    "Table",
    "TableStatus",
    "UnknownTable",
    "is_cash_out",
    "table_from_item",
]
