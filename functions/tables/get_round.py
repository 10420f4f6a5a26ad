"""``GET /v1/rounds/{round_id}``."""

from casino.lambdas.rest_api import Routes
from casino.tables.bootstrap import live_tables
from casino.tables.messages import RoundView
from casino.tables.use_cases import get_round as use_case

router = Routes()


@router.get("/v1/rounds/<round_id>", summary="Recall a round", tags=["tables"])
def get_round(round_id: str) -> RoundView:
    """Answer with all that is needed to redraw and verify a round."""
    return use_case.get_round(live_tables(), round_id)
