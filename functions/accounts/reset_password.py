"""``POST /v1/auth/password/reset``."""

from casino.accounts.bootstrap import directory
from casino.accounts.messages import ResetPassword
from casino.accounts.use_cases import reset_password as use_case
from casino.lambdas.rest_api import Routes
from casino.realtime.bootstrap import closings, reports, sessions
from casino.shared.clock import utc_now

router = Routes()


@router.post(
    "/v1/auth/password/reset", summary="Set a new password", tags=["accounts"], status_code=204
)
def reset_password(given: ResetPassword) -> None:
    """Answer with nothing: the new password counts."""
    use_case.reset_password(directory(), sessions(), closings(), reports(), utc_now, given)
