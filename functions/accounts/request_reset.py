"""``POST /v1/auth/password/forgot``."""

from casino.accounts.messages import ForgotPassword
from casino.accounts.use_cases import reset_password as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.directory, Parts.attempts)
router = Routes(OpenTo.ANYONE, pace=Pace.SIGNING_IN)


@router.post(
    "/v1/auth/password/forgot", summary="Ask for a code", tags=["accounts"], status_code=204
)
def request_reset(given: ForgotPassword) -> None:
    """Answer with nothing, whoever the address belongs to."""
    use_case.request_reset(parts.directory, parts.attempts, given)
