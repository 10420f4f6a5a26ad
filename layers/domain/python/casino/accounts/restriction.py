"""Whether somebody who signs in may play."""

from datetime import datetime

from casino.safer_gambling.messages import RestrictionView, view_of_restriction
from casino.wallet import Ledger, NoWallet


def restriction_of(ledger: Ledger, player_id: str, now: datetime) -> RestrictionView | None:
    """Return why a player may not play now; nothing for those who never do, such as staff."""
    try:
        return view_of_restriction(ledger.wallet(player_id), now)
    except NoWallet:
        return None
