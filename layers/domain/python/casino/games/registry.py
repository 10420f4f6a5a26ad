"""Where games are, until somebody plays them."""

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, TypeVar

K = TypeVar("K")


class Registry(Mapping[K, Any]):
    """Games by what they are called, each imported when it is first asked for.

    Parameters
    ----------
    places : mapping of K to str
        Which module of `casino.games` each is in, and its name there: ``"roulette:EUROPEAN"``.
    """

    def __init__(self, places: Mapping[K, str]) -> None:
        self._places = places
        self._imported: dict[K, Any] = {}

    def __getitem__(self, key: K) -> Any:
        """Return a game."""
        if key not in self._imported:
            module, _, name = self._places[key].partition(":")
            self._imported[key] = getattr(import_module(f"casino.games.{module}"), name)
        return self._imported[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is such a game, without importing it."""
        return key in self._places

    def __iter__(self) -> Iterator[K]:
        """Iterate over what they are called."""
        return iter(self._places)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._places)
