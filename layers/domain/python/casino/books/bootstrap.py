"""The books' parts, put together once for each execution environment."""

from functools import cache

from casino.books.queue import SummingQueue
from casino.books.repository import Books
from casino.shared.aws import client
from casino.shared.settings import setting
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet.bootstrap import reader

__all__ = ["books", "reader", "summing_queue"]


@cache
def books() -> Books:
    """Return the sums."""
    dynamodb = client("dynamodb")
    return Books(dynamodb, setting("BOOKS_TABLE"), lambda: UnitOfWork(dynamodb))


@cache
def summing_queue() -> SummingQueue:
    """Return the way to the books' keeper."""
    return SummingQueue(client("sqs"), setting("SUMMING_QUEUE_URL"))
