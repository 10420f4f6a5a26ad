"""``POST /v1/auth/password/forgot``."""

from casino.accounts.bootstrap import directory
from casino.accounts.messages import ForgotPassword
from casino.accounts.use_cases import reset_password as use_case
from casino.lambdas.rest_api import Routes

router = Routes()


@router.post(
    "/v1/auth/password/forgot", summary="Ask for a code", tags=["accounts"], status_code=204
)
def request_reset(given: ForgotPassword) -> None:
    """Answer with nothing, whoever the address belongs to."""
    use_case.request_reset(directory(), given)
