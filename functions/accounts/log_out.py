"""``POST /v1/auth/logout``."""

from casino.accounts.use_cases import log_out as use_case
from casino.lambdas.rest_api import OpenTo, Pace, Routes
from casino.parts import Parts, at_start

parts = at_start(Parts.directory, Parts.sessions, Parts.closings, Parts.reports)

# Who is suspended may still end what they have open.
router = Routes(OpenTo.PLAYERS, pace=Pace.SIGNING_IN, even_suspended=True)


@router.post("/v1/auth/logout", summary="Sign out everywhere", tags=["accounts"], status_code=204)
def log_out() -> None:
    """Answer with nothing: every session has ended. A body, if any, is not read."""
    claims = router.claims
    use_case.log_out(
        parts, router.player_id, username=claims["username"], session=claims.get("origin_jti")
    )
