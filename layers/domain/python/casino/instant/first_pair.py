"""The seeds of a player who had none."""

from casino.instant.entropy import new_client_seed, new_server_seed
from casino.instant.model import SeedPair
from casino.instant.repository import SeedPairs
from casino.shared.errors import Contention


def open_first_pair(seed_pairs: SeedPairs, player_id: str) -> SeedPair:
    """Return the pair of a player who had none when we looked.

    It is kept before anything is drawn from it, so that every round's seed was committed, and could
    be known to be, before the round.

    Raises
    ------
    Contention
        If another request opened one first.
    """
    pair = SeedPair(
        player_id=player_id,
        server_seed=new_server_seed(),
        next_server_seed=new_server_seed(),
        client_seed=new_client_seed(),
    )
    if not seed_pairs.open(pair):
        raise Contention
    return pair
