"""A player's pair of seeds, and how it goes on from round to round.

::

    committed ──> in use ──> revealed
       next    rotation  rotation

While one server seed is in use, the commitment to the next one is known already. So when a player
rotates their seeds, with a client seed that nobody could foresee, the house has no choice left.
"""

from dataclasses import dataclass, replace

from casino.games import Fairness


@dataclass(frozen=True, slots=True)
class SeedPair:
    """What a player's rounds are drawn from. Holds secrets: never log it.

    Attributes
    ----------
    server_seed, next_server_seed : str
        The one in use, and the one that is committed to for after it.
    client_seed : str
        The player's own, or random until they choose one.
    nonce : int
        The one of the next round: how many were drawn from this pair so far.
    rotation : int
        Which of the player's pairs it is, from 1.
    played_at : str
        When the last round was played, RFC 3339; empty before the first.
    """

    player_id: str
    server_seed: str
    next_server_seed: str
    client_seed: str
    nonce: int = 0
    rotation: int = 1
    played_at: str = ""

    def __repr__(self) -> str:
        """Name the pair without its secrets."""
        return f"SeedPair({self.player_id!r}, rotation {self.rotation}, nonce {self.nonce})"

    @property
    def fairness(self) -> Fairness:
        """The promise that the next round is drawn by."""
        return Fairness.committed(self.server_seed, client_seed=self.client_seed, nonce=self.nonce)

    def after_round(self, played_at: str) -> "SeedPair":
        """Return the pair for the round after this one."""
        return replace(self, nonce=self.nonce + 1, played_at=played_at)

    def rotated(self, server_seed: str, client_seed: str) -> "SeedPair":
        """Return the pair after this one: the committed seed in use, and a new one committed."""
        return replace(
            self,
            server_seed=self.next_server_seed,
            next_server_seed=server_seed,
            client_seed=client_seed,
            nonce=0,
            rotation=self.rotation + 1,
        )
