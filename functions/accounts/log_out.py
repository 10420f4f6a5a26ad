"""``POST /v1/auth/logout``."""

from casino.accounts.bootstrap import directory
from casino.accounts.use_cases import log_out as use_case
from casino.lambdas.rest_api import Routes

router = Routes()


@router.post("/v1/auth/logout", summary="Sign out everywhere", tags=["accounts"], status_code=204)
def log_out() -> None:
    """Answer with nothing: every session has ended. A body, if any, is not read."""
    use_case.log_out(directory(), router.player_id)
