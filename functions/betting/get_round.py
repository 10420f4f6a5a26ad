"""``GET /v1/rounds/{round_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.instant import names_instant_round
from casino.instant.messages import InstantRoundView
from casino.instant.use_cases.recall_round import recall_round
from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import RoundId
from casino.tables.messages import RoundView
from casino.tables.use_cases import get_round as use_case

parts = at_start(Parts.live_tables, Parts.ledger, Parts.revealed_seeds)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/rounds/<round_id>", summary="Recall a round", tags=["tables"])
def get_round(
    round_id: Annotated[RoundId, Path(description="Of a live round, or of one of yours.")],
) -> RoundView | InstantRoundView:
    """Answer with all that is needed to redraw and verify a round."""
    if names_instant_round(round_id):
        return recall_round(parts.ledger, parts.revealed_seeds, router.player_id, round_id)
    return use_case.get_round(parts.live_tables, parts.revealed_seeds, round_id)
