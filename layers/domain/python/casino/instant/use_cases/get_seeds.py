"""Show a player what their next rounds are drawn from."""

from casino.instant.messages import SeedsView, view_of_seeds
from casino.instant.parlour import Parlour
from casino.shared.dynamodb import retrying


def get_seeds(parlour: Parlour, player_id: str) -> SeedsView:
    """Return a player's pair of seeds without its secrets; their first one, if they had none.

    Raises
    ------
    NoWallet
        If the player has no wallet, who can't play either.
    """

    def attempt() -> SeedsView:
        pair = parlour.seeds.of(player_id)
        if pair is None:
            parlour.ledger.wallet(player_id)
            pair = parlour.opened_pair(player_id)
        return view_of_seeds(pair)

    return retrying(attempt)
