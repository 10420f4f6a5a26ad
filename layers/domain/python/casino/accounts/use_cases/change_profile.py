"""Change what a player may change of their profile."""

from casino.accounts.messages import ChangeProfile, ProfileView, view_of_profile
from casino.accounts.names import must_be_a_name
from casino.accounts.repository import Profiles
from casino.shared.dynamodb import retrying


def change_profile(profiles: Profiles, player_id: str, wanted: ChangeProfile) -> ProfileView:
    """Change the parts that were sent, and return the profile as it is then.

    Raises
    ------
    NameRefused
    NoProfile
    Contention
        If the profile kept changing; nothing was changed by this request.
    """
    changes = wanted.model_dump(exclude_unset=True)
    if "display_name" in changes:
        must_be_a_name(changes["display_name"])

    def attempt() -> ProfileView:
        before = profiles.get(player_id)
        if not changes:
            return view_of_profile(before)
        after = before.changed(**changes)
        profiles.replace(before, after)
        return view_of_profile(after)

    return retrying(attempt)
