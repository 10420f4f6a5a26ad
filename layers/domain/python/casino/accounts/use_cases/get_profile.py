"""Show a player their profile."""

from datetime import datetime
from typing import TYPE_CHECKING

from casino.accounts.messages import ProfileView, view_of_profile
from casino.accounts.model import Profile
from casino.safer_gambling import is_prompt_due
from casino.safer_gambling.messages import view_of_restriction
from casino.shared.reading import Reading
from casino.wallet import Wallet

if TYPE_CHECKING:
    from casino.parts import Parts


def get_profile(parts: "Parts", player_id: str) -> ProfileView:
    """Return a player's profile, and whether they may play, read consistently.

    Raises
    ------
    NoProfile
    NoWallet
    UnknownJurisdiction
    """
    reading = Reading(parts.dynamodb)
    profile = parts.profiles.want(reading, player_id)
    wallet = parts.ledger.want_wallet(reading, player_id)
    reading.fetch()
    return profile_as_seen(parts, profile.value, wallet.value, parts.clock())


def profile_as_seen(parts: "Parts", profile: Profile, wallet: Wallet, now: datetime) -> ProfileView:
    """Return a profile as its player sees it, with what their wallet says of them."""
    policy = parts.policies.at(wallet.jurisdiction, now)
    return view_of_profile(
        profile,
        view_of_restriction(wallet, now),
        limits_prompt_due=is_prompt_due(wallet, policy),
    )
