"""What can go wrong with an instant game, beside what `casino.betting` says of any bet.

::

    Conflict
    ├── GameNotInstant      the game is played at tables
    ├── ClientSeedDiffers   the client seed is not the one in use
    └── RoundKeyReused      the key stands for another round
    TooManyRequests
    └── GameCycle           the game's last round began too short a while ago
"""

from math import ceil

from casino.shared.errors import Conflict, TooManyRequests


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


class GameCycle(TooManyRequests):
    """The game's last round began too short a while ago."""

    code = "game_cycle"
    title = "The last round is not over yet"

    def __init__(self, wait_seconds: float) -> None:
        super().__init__(f"The next round may begin in {wait_seconds:.1f} s")
        self.retry_after_seconds = max(1, ceil(wait_seconds))
