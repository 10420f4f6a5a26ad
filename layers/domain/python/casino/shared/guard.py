"""What others have to say about a transaction: whether a player may do it now.

Sessions, rates, and whatever else comes to decide about players, each in a shape of its own would
have to be known to every use case. A guard says what it wants read, refuses by what was
found, and puts what it relies on, or counts, into the same transaction; so the use case reads once,
asks each, and commits once.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from casino.shared.dynamodb import Item
from casino.shared.reading import Key, Reading
from casino.shared.unit_of_work import UnitOfWork


class Guard(Protocol):
    """Somebody who may refuse a transaction."""

    def wants(self) -> Sequence[Key]:
        """Return where what it decides by stands."""

    def check(self, items: Sequence[Item | None], now: datetime) -> None:
        """Refuse by an error of its own, given the items in the order of what it wants."""

    def add(self, work: UnitOfWork) -> None:
        """Add to the transaction what has to hold at its commit, and what it counts."""


def ask(guards: Sequence[Guard], reading: Reading) -> Callable[[datetime], None]:
    """Have guards say what they want read; return what has each decide, once that is fetched."""
    asked = [
        (guard, [reading.want(key, lambda item: item) for key in guard.wants()]) for guard in guards
    ]

    def must_pass(now: datetime) -> None:
        for guard, wanted in asked:
            guard.check([each.value for each in wanted], now)

    return must_pass
