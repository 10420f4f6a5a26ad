"""The books: what every account of the ledger holds, summed from its entries exactly once."""

from casino.books.model import Line, Totals, add_entry, balances, totals_of
from casino.books.repository import Books, Mark

__all__ = [
    "Books",
    "Line",
    "Mark",
    "Totals",
    "add_entry",
    "balances",
    "totals_of",
]
