"""``POST /v1/auth/refresh``."""

from casino.accounts.messages import Refresh, Tokens
from casino.accounts.use_cases import refresh_session as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.directory, Parts.ledger)
router = Routes(OpenTo.ANYONE, pace=Pace.SIGNING_IN)


@router.post("/v1/auth/refresh", summary="Stay signed in", tags=["accounts"])
def refresh_session(given: Refresh) -> Tokens:
    """Answer with new tokens."""
    return use_case.refresh_session(parts, given)
