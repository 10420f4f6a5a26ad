"""``GET /v1/bets``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import AwareDatetime

from casino.lambdas.rest_api import DEFAULT_LIMIT, Cursor, Limit, Routes
from casino.shared.messages import PageOf
from casino.tables.bootstrap import bets
from casino.tables.messages import BetView
from casino.tables.use_cases import list_bets as use_case

router = Routes()


@router.get("/v1/bets", summary="Your bets, newest first", tags=["tables"])
def list_bets(
    table_id: Annotated[str | None, Query(max_length=128, description="At this table.")] = None,
    from_: Annotated[AwareDatetime | None, Query(alias="from", description="Not before.")] = None,
    to: Annotated[AwareDatetime | None, Query(description="Not after.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> PageOf[BetView]:
    """Answer with a page of the player's bets."""
    return use_case.list_bets(
        bets(),
        router.player_id,
        table_id=table_id,
        since=from_,
        until=to,
        limit=limit,
        cursor=cursor,
    )
