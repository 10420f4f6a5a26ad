"""The books: what every account of the ledger holds, summed from its entries exactly once."""

from casino.books.model import AccountDay, AccountSum, Flow, Sums, add_entry, balances
from casino.books.repository import Books, Mark

__all__ = [
    "AccountDay",
    "AccountSum",
    "Books",
    "Flow",
    "Mark",
    "Sums",
    "add_entry",
    "balances",
]
