"""``GET /v1/games``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query

from casino.catalogue.messages import GameView
from casino.catalogue.use_cases import list_games as use_case
from casino.lambdas.rest_api import DEFAULT_LIMIT, Cursor, OpenTo, PageLimit, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import PageOf
from functions.catalogue.revalidation import RESPONSES, revalidated

parts = at_start(Parts.catalogue)
router = Routes(OpenTo.ANYONE)


@router.get(
    "/v1/games",
    summary="The games on offer",
    tags=["catalogue"],
    responses=RESPONSES,
    middlewares=[revalidated],
)
def list_games(
    category: Annotated[
        str | None, Query(min_length=1, max_length=64, description="Only of this category.")
    ] = None,
    provider: Annotated[
        str | None, Query(min_length=1, max_length=64, description="Only of this provider.")
    ] = None,
    q: Annotated[
        str | None, Query(max_length=64, description="Part of a name, category or provider.")
    ] = None,
    limit: PageLimit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> PageOf[GameView]:
    """Answer with a page of games."""
    return use_case.list_games(
        parts.catalogue,
        category=category,
        provider=provider,
        text=(q or "").strip() or None,
        limit=limit,
        cursor=cursor,
    )
