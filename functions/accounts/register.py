"""``POST /v1/auth/register``."""

from casino.accounts.messages import Register, Registered
from casino.accounts.use_cases import register as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start

parts = at_start(
    Parts.directory,
    Parts.profiles,
    Parts.ledger,
    Parts.attempts,
    Parts.excluded_people,
    Parts.confirmation,
    Parts.policies,
)
router = Routes(OpenTo.ANYONE, pace=Pace.SIGNING_IN)


@router.post("/v1/auth/register", summary="Open an account", tags=["accounts"], status_code=201)
def register(wanted: Register) -> Registered:
    """Answer with the new account."""
    return use_case.register(parts, wanted)
