"""``GET /v1/bets/{bet_id}``."""

from casino.lambdas.rest_api import Routes
from casino.tables.bootstrap import bets
from casino.tables.messages import BetView
from casino.tables.use_cases import get_bet as use_case

router = Routes()


@router.get("/v1/bets/<bet_id>", summary="One of your bets", tags=["tables"])
def get_bet(bet_id: str) -> BetView:
    """Answer with a bet's one final answer."""
    return use_case.get_bet(bets(), router.player_id, bet_id)
