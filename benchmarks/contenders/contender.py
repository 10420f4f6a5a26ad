"""What contention needs of a way to take bets."""

from dataclasses import dataclass
from typing import Protocol


class Busy(Exception):
    """Others kept changing the same items; nothing was taken."""


class NoFunds(Exception):
    """There is not enough money."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A bet was accepted.

    Attributes
    ----------
    replayed : bool
        Whether this is the answer to an earlier delivery of the same bet.
    """

    replayed: bool = False


class Contender(Protocol):
    """A way to take bets. Its instances are shared by threads."""

    name: str

    def place(self, player_id: str, bet_id: str, stake: int) -> Taken:
        """Take a bet.

        Raises
        ------
        NoFunds
        Busy
        """

    @property
    def attempts(self) -> int:
        """How often, so far, a wallet was read to decide on a bet."""
