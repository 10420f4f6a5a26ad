"""``GET /v1/bets/{bet_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.betting.use_cases import get_bet as use_case
from casino.betting.views import BetView
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import BetId

parts = at_start(Parts.bet_history)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/bets/<bet_id>", summary="One of your bets", tags=["tables"])
def get_bet(
    bet_id: Annotated[BetId, Path(description="As the bet was named when it was made.")],
) -> BetView:
    """Answer with a bet's one final answer."""
    return use_case.get_bet(parts.bet_history, router.player_id, bet_id)
