"""``GET /v1/rounds/{round_id}``."""

from casino.lambdas.rest_api import Routes
from casino.tables.bootstrap import live_tables, revealed_seeds
from casino.tables.instant_bets import names_instant_round
from casino.tables.instant_messages import InstantRoundView
from casino.tables.messages import RoundView
from casino.tables.use_cases import get_round as use_case
from casino.tables.use_cases.recall_instant_round import recall_instant_round
from casino.wallet.bootstrap import ledger

router = Routes()


@router.get("/v1/rounds/<round_id>", summary="Recall a round", tags=["tables"])
def get_round(round_id: str) -> RoundView | InstantRoundView:
    """Answer with all that is needed to redraw and verify a round."""
    if names_instant_round(round_id):
        return recall_instant_round(ledger(), revealed_seeds(), router.player_id, round_id)
    return use_case.get_round(live_tables(), revealed_seeds(), round_id)
