"""``GET /v1/rounds/{round_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.betting.bootstrap import revealed_seeds
from casino.instant import names_instant_round
from casino.instant.messages import InstantRoundView
from casino.instant.use_cases.recall_round import recall_round
from casino.lambdas.rest_api import OpenTo, Routes
from casino.shared.messages import RoundId
from casino.tables.bootstrap import live_tables
from casino.tables.messages import RoundView
from casino.tables.use_cases import get_round as use_case
from casino.wallet.bootstrap import ledger

router = Routes(OpenTo.PLAYERS)


@router.get("/v1/rounds/<round_id>", summary="Recall a round", tags=["tables"])
def get_round(
    round_id: Annotated[RoundId, Path(description="Of a live round, or of one of yours.")],
) -> RoundView | InstantRoundView:
    """Answer with all that is needed to redraw and verify a round."""
    if names_instant_round(round_id):
        return recall_round(ledger(), revealed_seeds(), router.player_id, round_id)
    return use_case.get_round(live_tables(), revealed_seeds(), round_id)
