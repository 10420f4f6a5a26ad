"""Show a player their profile."""

from casino.accounts.messages import ProfileView, view_of_profile
from casino.accounts.repository import Profiles


def get_profile(profiles: Profiles, player_id: str) -> ProfileView:
    """Return a player's profile, read consistently.

    Raises
    ------
    NoProfile
    """
    return view_of_profile(profiles.get(player_id))
