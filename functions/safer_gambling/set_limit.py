"""``PUT /v1/me/limits/{kind}/{period}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Body, Path

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.safer_gambling.limit_messages import (
    KINDS,
    PERIODS,
    LimitKindName,
    LimitPeriodName,
    PlayerLimitView,
    SetLimit,
)
from casino.safer_gambling.limits import name_of_limit
from casino.safer_gambling.use_cases import change_limit as use_case

parts = at_start(Parts.ledger, Parts.policies, Parts.limit_changes)
router = Routes(OpenTo.PLAYERS)


@router.put(
    "/v1/me/limits/<kind>/<period>", summary="Set one of your limits", tags=["safer gambling"]
)
def set_limit(
    kind: Annotated[LimitKindName, Path(description=KINDS)],
    period: Annotated[LimitPeriodName, Path(description=PERIODS)],
    wanted: Annotated[SetLimit, Body()],
) -> PlayerLimitView:
    """Answer with the limit: a first or lower one holds, a higher one waits to be confirmed."""
    name = name_of_limit(kind, period)
    return use_case.set_limit(parts, router.player_id, name, wanted.value)
