"""What can go wrong with any bet.

::

    Forbidden
    └── GameNotAllowed      the policy that the player comes under does not have it
    NotFound
    ├── UnknownBet          no such bet, or another player's
    └── UnknownRound        no such round, or not at this table, or another player's
    Invalid
    └── StakeOutOfRange     outside the limits of the game or the table, or could win too much
"""

from collections.abc import Sequence

from casino.shared.errors import FieldError, Forbidden, Invalid, NotFound


class GameNotAllowed(Forbidden):
    """The policy that the player comes under does not have the game."""

    code = "game_not_allowed"
    title = "This game can't be played from your country"


class UnknownBet(NotFound):
    """There is no such bet, or it is another player's."""

    title = "There is no such bet"


class UnknownRound(NotFound):
    """There is no such round, or it is at another table."""

    title = "There is no such round"


class StakeOutOfRange(Invalid):
    """A stake is outside the limits of the game, or of what the table takes in a round.

    Parameters
    ----------
    limit : str
        Which of the limits, by its name in the catalogue or at the table.
    remaining : int
        How much it leaves, in minor units: of stakes, or of what they could win.
    """

    code = "stake_out_of_range"
    title = "A stake is outside the limits"

    def __init__(
        self, limit: str, remaining: int, detail: str, errors: Sequence[FieldError] = ()
    ) -> None:
        super().__init__(detail, errors, {"limit": limit, "remaining": max(0, remaining)})
