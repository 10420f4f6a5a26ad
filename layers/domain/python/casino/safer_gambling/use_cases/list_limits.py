"""Show a player their limits, and what they leave."""

from typing import TYPE_CHECKING

from casino.safer_gambling.limit_messages import PlayerLimitsView
from casino.safer_gambling.limits import limits_on
from casino.safer_gambling.views import view_of_limit

if TYPE_CHECKING:
    from casino.parts import Parts


def list_limits(parts: "Parts", player_id: str) -> PlayerLimitsView:
    """Return every limit that a player can set, whether they have or not.

    Raises
    ------
    NoWallet
    UnknownJurisdiction
    """
    now = parts.clock()
    wallet = parts.ledger.wallet(player_id)
    policy = parts.policies.at(wallet.jurisdiction, now)
    limits = limits_on(wallet, policy, now)
    return PlayerLimitsView(items=[view_of_limit(wallet, each, policy, now) for each in limits])
