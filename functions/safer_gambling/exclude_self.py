"""``POST /v1/me/self-exclusion``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.safer_gambling.messages import ExcludeSelf, KeptAway
from casino.safer_gambling.use_cases import exclude as use_case

parts = at_start(
    Parts.ledger,
    Parts.profiles,
    Parts.sessions,
    Parts.exclusions,
    Parts.excluded_people,
    Parts.policies,
)

# Nobody is kept from keeping themselves away.
router = Routes(OpenTo.PLAYERS, even_suspended=True)


@router.post(
    "/v1/me/self-exclusion", summary="Exclude yourself", tags=["safer gambling"], status_code=201
)
def exclude_self(wanted: ExcludeSelf) -> KeptAway:
    """Answer with its end, after which the account stays shut until you ask for it."""
    return KeptAway(until=use_case.exclude_self(parts, router.player_id, wanted.duration))
