"""``POST /v1/auth/mfa``."""

from casino.accounts.messages import AnswerChallenge, Tokens
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
    Parts.policies,
)
router = Routes(OpenTo.ANYONE, pace=Pace.SIGNING_IN)


@router.post("/v1/auth/mfa", summary="Sign in: the second factor", tags=["accounts"])
def answer_challenge(given: AnswerChallenge) -> Tokens:
    """Answer with the session."""
    return use_case.answer_challenge(parts, given, whereabouts_of(router))
