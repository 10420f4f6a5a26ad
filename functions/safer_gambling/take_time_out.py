"""``POST /v1/me/time-out``."""

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.safer_gambling.messages import KeptAway, TakeTimeOut
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


@router.post("/v1/me/time-out", summary="Take a time-out", tags=["safer gambling"], status_code=201)
def take_time_out(wanted: TakeTimeOut) -> KeptAway:
    """Answer with its end; from now on no stake, seat, deposit or chat is taken."""
    return KeptAway(until=use_case.take_time_out(parts, router.player_id, wanted.duration))
