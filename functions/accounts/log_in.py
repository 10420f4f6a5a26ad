"""``POST /v1/auth/login``."""

from casino.accounts.messages import Challenge, LogIn, Tokens
from casino.accounts.use_cases import log_in as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start
from functions.accounts.whereabouts import whereabouts_of

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


@router.post("/v1/auth/login", summary="Sign in", tags=["accounts"])
def log_in(given: LogIn) -> Tokens | Challenge:
    """Answer with a session, or with what is still needed for one."""
    return use_case.log_in(parts, given, whereabouts_of(router))
