"""Machines that die right after one of their writes has arrived."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from casino.shared.aws import client

T = TypeVar("T")

_WRITES = frozenset(
    {
        "BatchWriteItem",
        "DeleteItem",
        "PutItem",
        "SendMessage",
        "SendMessageBatch",
        "TransactWriteItems",
        "UpdateItem",
    }
)


class PowerCut(BaseException):
    """Nothing runs after it: no `except`, and nobody hears what came of the write."""


class Power:
    """Counts the writes that arrive, and cuts the power after one of them.

    Attributes
    ----------
    writes : int
        How many have arrived.
    """

    def __init__(self, cut_after: int | None) -> None:
        self.writes = 0
        self._cut_after = cut_after

    def surely(self, act: Callable[[], T]) -> T:
        """Do something, once more if the machine dies: as queues deliver, and as players ask."""
        try:
            return act()
        except PowerCut:
            return act()

    def _after_call(self, model: Any, http_response: Any, **_others: Any) -> None:
        if model.name in _WRITES and http_response.status_code == 200:
            self.writes += 1
            if self.writes == self._cut_after:
                raise PowerCut


@contextmanager
def power(cut_after: int | None = None) -> Iterator[Power]:
    """Let machines run, until one of them dies right after so many writes."""
    supply = Power(cut_after)
    services = [client("dynamodb"), client("sqs")]
    for each in services:
        each.meta.events.register("after-call", supply._after_call)
    try:
        yield supply
    finally:
        for each in services:
            each.meta.events.unregister("after-call", supply._after_call)
