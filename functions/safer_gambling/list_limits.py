"""``GET /v1/me/limits``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.safer_gambling.limit_messages import PlayerLimitsView
from casino.safer_gambling.use_cases import list_limits as use_case

parts = at_start(Parts.ledger, Parts.policies)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/me/limits", summary="Your limits", tags=["safer gambling"])
def list_limits() -> PlayerLimitsView:
    """Answer with every limit that you can set, what of it is used, and what waits."""
    return use_case.list_limits(parts, router.player_id)
