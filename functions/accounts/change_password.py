"""``POST /v1/me/password``."""

from casino.accounts.messages import Challenge, ChangePassword, Tokens
from casino.accounts.use_cases import change_password as use_case
from casino.lambdas.rest_api import OpenTo, Routes
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
    Parts.sessions,
    Parts.closings,
    Parts.reports,
)
router = Routes(OpenTo.PLAYERS)


@router.post("/v1/me/password", summary="Change your password", tags=["accounts"])
def change_password(given: ChangePassword) -> Tokens | Challenge:
    """Answer with a new session, or with what is still needed for one: every other has ended."""
    return use_case.change_password(
        parts,
        router.player_id,
        given,
        whereabouts_of(router),
        session=router.claims.get("origin_jti"),
    )
