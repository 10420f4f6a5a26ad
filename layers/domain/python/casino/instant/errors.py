"""What can go wrong with an instant game.

::

    Conflict
    ├── GameNotInstant      the game is played at tables
    ├── ClientSeedDiffers   the client seed is not the one in use
    └── RoundKeyReused      the key stands for another round
    Invalid
    └── StakeOutOfRange     below the game's minimum or above its maximum, or wins too much
    TooManyRequests
    └── GameCycle           the game's last round began too short a while ago
"""

from math import ceil

from casino.shared.errors import Conflict, FieldError, Invalid, TooManyRequests


class GameNotInstant(Conflict):
    """The game is played at tables."""

    code = "game_is_live"
    title = "This game is played at a table"


class ClientSeedDiffers(Conflict):
    """The client seed is not the one in use."""

    code = "client_seed_differs"
    title = "Another client seed is in use; rotate your seeds to change it"


class RoundKeyReused(Conflict):
    """A round's key came again with another request."""

    code = "idempotency_key_reused"
    title = "This Idempotency-Key was used for another round"


class StakeOutOfRange(Invalid):
    """The stake is below the game's minimum or above its maximum, or could win too much.

    Parameters
    ----------
    limit : str
        Which of the game's limits, by its name in the catalogue.
    remaining : int
        The most that it allows, in minor units: of the stake, or of what it could win.
    """

    code = "stake_out_of_range"
    title = "The stake is outside the game's limits"

    def __init__(self, limit: str, remaining: int, detail: str) -> None:
        details = {"limit": limit, "remaining": remaining}
        super().__init__(detail, [FieldError("/stake", detail)], details)


class GameCycle(TooManyRequests):
    """The game's last round began too short a while ago."""

    code = "game_cycle"
    title = "The last round is not over yet"

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(f"The next round may begin in {wait_seconds:.1f} s")
        self.retry_after_seconds = max(1, ceil(wait_seconds))
