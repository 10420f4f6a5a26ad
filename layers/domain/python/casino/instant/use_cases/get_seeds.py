"""Show a player what their next rounds are drawn from."""

from casino.instant.first_pair import open_first_pair
from casino.instant.messages import SeedsView, view_of_seeds
from casino.instant.repository import SeedPairs
from casino.shared.dynamodb import retrying
from casino.wallet import Ledger


def get_seeds(seed_pairs: SeedPairs, ledger: Ledger, player_id: str) -> SeedsView:
    """Return a player's pair of seeds without its secrets; their first one, if they had none.

    Raises
    ------
    NoWallet
        If the player has no wallet, who can't play either.
    """

    def attempt() -> SeedsView:
        pair = seed_pairs.of(player_id)
        if pair is None:
            ledger.wallet(player_id)
            pair = open_first_pair(seed_pairs, player_id)
        return view_of_seeds(pair)

    return retrying(attempt)
