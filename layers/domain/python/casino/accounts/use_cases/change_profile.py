"""Change what a player may change of their profile."""

from typing import TYPE_CHECKING

from casino.accounts.messages import ChangeProfile, ProfileView
from casino.accounts.names import must_be_a_name
from casino.accounts.use_cases.get_profile import profile_as_seen
from casino.shared.dynamodb import retrying
from casino.shared.reading import Reading
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import Activity

if TYPE_CHECKING:
    from casino.parts import Parts


def change_profile(parts: "Parts", player_id: str, wanted: ChangeProfile) -> ProfileView:
    """Change the parts that were sent, and return the profile as it is then.

    Raises
    ------
    NameRefused
    NoProfile
    NoWallet
    SelfExcluded
        If the player wants to hear of offers and keeps themselves away.
    Contention
        If the profile kept changing; nothing was changed by this request.
    """
    changes = wanted.model_dump(exclude_unset=True)
    if "display_name" in changes:
        must_be_a_name(changes["display_name"])
    wants_offers = any(changes.get("marketing", {}).values())

    def attempt() -> ProfileView:
        now = parts.clock()
        reading = Reading(parts.dynamodb)
        profile = parts.profiles.want(reading, player_id)
        wallet = parts.ledger.want_wallet(reading, player_id)
        reading.fetch()
        before = profile.value
        if not changes:
            return profile_as_seen(parts, before, wallet.value, now)
        after = before.changed(**changes)
        work = UnitOfWork(parts.dynamodb)
        parts.profiles.add_change(work, before, after)
        if wants_offers:
            wallet.value.must_allow(Activity.MARKETING, now)
            parts.ledger.demand(work, wallet.value)
        work.commit()
        return profile_as_seen(parts, after, wallet.value, now)

    return retrying(attempt)
