"""``PATCH /v1/me``."""

from casino.accounts.messages import ChangeProfile, ProfileView
from casino.accounts.use_cases import change_profile as use_case
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.profiles, Parts.ledger, Parts.policies)
router = Routes(OpenTo.PLAYERS)


@router.patch("/v1/me", summary="Change your profile", tags=["accounts"])
def change_profile(wanted: ChangeProfile) -> ProfileView:
    """Answer with the profile as it is after the change."""
    return use_case.change_profile(parts, router.player_id, wanted)
