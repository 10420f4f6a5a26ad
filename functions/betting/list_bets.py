"""``GET /v1/bets``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from casino.betting.use_cases import list_bets as use_case
from casino.betting.views import BetView
from casino.lambdas.rest_api import DEFAULT_LIMIT, Cursor, Moment, OpenTo, PageLimit, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import PageOf, TableId

parts = at_start(Parts.bet_history)
router = Routes(OpenTo.PLAYERS)


@router.get("/v1/bets", summary="Your bets, newest first", tags=["tables"])
def list_bets(
    table_id: Annotated[TableId | None, Query(description="At this table.")] = None,
    from_: Annotated[Moment | None, Query(alias="from", description="Not before.")] = None,
    to: Annotated[Moment | None, Query(description="Not after.")] = None,
    limit: PageLimit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> PageOf[BetView]:
    """Answer with a page of the player's bets."""
    return use_case.list_bets(
        parts.bet_history,
        router.player_id,
        table_id=table_id,
        since=from_,
        until=to,
        limit=limit,
        cursor=cursor,
    )
