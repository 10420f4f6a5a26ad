"""``GET /v1/me``."""

from casino.accounts.messages import ProfileView
from casino.accounts.use_cases import get_profile as use_case
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.profiles, Parts.ledger, Parts.policies)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/me", summary="Your profile", tags=["accounts"])
def get_profile() -> ProfileView:
    """Answer with the player's profile."""
    return use_case.get_profile(parts, router.player_id)
