"""Many things, some at a time."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")

SideBySide = Callable[[Callable[[Any], Any], Iterable[Any]], Iterable[Any]]
"""What does something to each of many things as `map` does, but maybe to several at once."""


def batched(things: Iterable[T], size: int) -> Iterator[tuple[T, ...]]:
    """Yield tuples of up to `size` things, as `itertools.batched` does from Python 3.12 on.

    >>> list(batched("abcde", 2))
    [('a', 'b'), ('c', 'd'), ('e',)]
    """
    rest = iter(things)
    while some := tuple(islice(rest, size)):
        yield some


def exhaust(results: Iterable[object]) -> None:
    """Have everything done that is done as it is asked for, and let the first failure out."""
    for _ in results:
        pass
