"""``POST /v1/auth/password/reset``."""

from casino.accounts.messages import ResetPassword
from casino.accounts.use_cases import reset_password as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.directory, Parts.attempts, Parts.sessions, Parts.closings, Parts.reports)
router = Routes(OpenTo.ANYONE, pace=Pace.SIGNING_IN)


@router.post(
    "/v1/auth/password/reset", summary="Set a new password", tags=["accounts"], status_code=204
)
def reset_password(given: ResetPassword) -> None:
    """Answer with nothing: the new password counts."""
    use_case.reset_password(parts, given, router.visitor.address)
