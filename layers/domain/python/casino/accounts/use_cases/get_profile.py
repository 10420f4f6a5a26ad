"""Show a player their profile."""

from typing import TYPE_CHECKING

from casino.accounts.messages import ProfileView, view_of_profile
from casino.safer_gambling.messages import view_of_restriction
from casino.shared.reading import Reading

if TYPE_CHECKING:
    from casino.parts import Parts


def get_profile(parts: "Parts", player_id: str) -> ProfileView:
    """Return a player's profile, and whether they may play, read consistently.

    Raises
    ------
    NoProfile
    NoWallet
    """
    reading = Reading(parts.dynamodb)
    profile = parts.profiles.want(reading, player_id)
    wallet = parts.ledger.want_wallet(reading, player_id)
    reading.fetch()
    return view_of_profile(profile.value, view_of_restriction(wallet.value, parts.clock()))
