"""``POST /v1/me/limits/{kind}/{period}/confirm``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.safer_gambling.limit_messages import (
    KINDS,
    PERIODS,
    LimitKindName,
    LimitPeriodName,
    PlayerLimitView,
)
from casino.safer_gambling.limits import name_of_limit
from casino.safer_gambling.use_cases import change_limit as use_case

parts = at_start(Parts.ledger, Parts.policies, Parts.limit_changes)
router = Routes(OpenTo.PLAYERS)


@router.post(
    "/v1/me/limits/<kind>/<period>/confirm",
    summary="Confirm a higher limit",
    tags=["safer gambling"],
)
def confirm_limit(
    kind: Annotated[LimitKindName, Path(description=KINDS)],
    period: Annotated[LimitPeriodName, Path(description=PERIODS)],
) -> PlayerLimitView:
    """Answer with the limit, which is what you asked for once it has waited for its time."""
    return use_case.confirm_limit(parts, router.player_id, name_of_limit(kind, period))
