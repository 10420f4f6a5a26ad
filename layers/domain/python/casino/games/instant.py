"""Games that one player plays alone, a round for each request.

To their stakes and outcomes they add the words in which a player asks for a round: how much, and
what they choose::

    {"stake": 100, "choice": {"direction": "under", "chance": 4950}}
        ──>  Stake("under", (4950,), 100)

A choice is part of the stake, as a roulette number is. The outcome depends on neither.
"""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any

from casino.games.errors import InvalidChoice
from casino.games.game import DrawnGame, O, Stake, is_whole


class InstantGame(DrawnGame[O]):
    """A game for one player and one request."""

    @abstractmethod
    def bet(self, choice: object, amount: object, *, at: str = "/choice") -> Stake:
        """Check what a player asks for.

        Parameters
        ----------
        choice : object
            Any JSON value at all; `None` if the player made no choice.
        amount : int
            Minor units. The game's limits are for the caller to check.
        at : str
            JSON Pointer to the choice within the request.

        Raises
        ------
        InvalidChoice
            If the game leaves no such choice.
        StakeError
            If the amount can't be staked.
        """

    @abstractmethod
    def choice_of(self, stake: Stake) -> dict[str, Any] | None:
        """Return the choice that a stake was made from; `bet` is its inverse."""

    def record(self, outcome: O) -> Mapping[str, Any]:
        """Return the least of an outcome that `read_outcome` can read it from, to be kept."""
        return outcome.to_wire()


def read_choice(
    choice: object, fields: Mapping[str, range | Sequence[str]], at: str
) -> dict[str, Any]:
    """Return a choice that has exactly these fields.

    Parameters
    ----------
    choice : object
        Any JSON value at all.
    fields : mapping of str to range or sequence of str
        What each field may hold: a whole number of a range, or one of some words.
    at : str
        JSON Pointer to the choice within the request.

    Raises
    ------
    InvalidChoice
        That points at what is wrong.
    """
    if not isinstance(choice, Mapping):
        raise InvalidChoice(f"This game's choice is an object with {_listed(fields)}.", at=at)
    for name in choice:
        if name not in fields:
            raise InvalidChoice(f"A choice has {_listed(fields)}, and nothing else.", at=at)
    return {
        name: _read_field(choice.get(name), allowed, f"{at}/{name}")
        for name, allowed in fields.items()
    }


def _read_field(value: object, allowed: range | Sequence[str], at: str) -> object:
    if isinstance(allowed, range):
        if not is_whole(value) or value not in allowed:
            raise InvalidChoice(
                f"This is a whole number from {allowed[0]} to {allowed[-1]}.", at=at
            )
    elif not isinstance(value, str) or value not in allowed:
        raise InvalidChoice(f"This is one of: {', '.join(allowed)}.", at=at)
    return value


def _listed(fields: Mapping[str, object]) -> str:
    return " and ".join(fields)
