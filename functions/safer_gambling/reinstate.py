"""``POST /v1/me/reinstatement``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.safer_gambling.messages import Reinstated
from casino.safer_gambling.use_cases import exclude as use_case

parts = at_start(
    Parts.ledger,
    Parts.profiles,
    Parts.sessions,
    Parts.exclusions,
    Parts.excluded_people,
    Parts.policies,
)
router = Routes(OpenTo.PLAYERS)


@router.post(
    "/v1/me/reinstatement",
    summary="Ask to be let back in",
    tags=["safer gambling"],
    status_code=201,
)
def reinstate() -> Reinstated:
    """Answer with when the account opens, after a self-exclusion that has ended."""
    return Reinstated(opens_at=use_case.reinstate(parts, router.player_id))
