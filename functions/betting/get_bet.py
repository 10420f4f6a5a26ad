"""``GET /v1/bets/{bet_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.betting.use_cases import get_bet as use_case
from casino.betting.views import BetView
from casino.lambdas.rest_api import OpenTo, Routes
from casino.realtime.bootstrap import bet_history
from casino.shared.messages import BetId

router = Routes(OpenTo.PLAYERS)


@router.get("/v1/bets/<bet_id>", summary="One of your bets", tags=["tables"])
def get_bet(
    bet_id: Annotated[BetId, Path(description="As the bet was named when it was made.")],
) -> BetView:
    """Answer with a bet's one final answer."""
    return use_case.get_bet(bet_history(), router.player_id, bet_id)
