"""``GET /v1/tables/{table_id}``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Path

from casino.lambdas.rest_api import OpenTo, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import TableId
from casino.tables.messages import TableView
from casino.tables.use_cases import get_table as use_case

parts = at_start(Parts.live_tables, Parts.seats)
router = Routes(OpenTo.ANYONE)


@router.get("/v1/tables/<table_id>", summary="One live table", tags=["tables"])
def get_table(
    table_id: Annotated[TableId, Path(description="Of one of `GET /v1/tables`.")],
) -> TableView:
    """Answer with a table and the round that is on."""
    return use_case.get_table(parts.live_tables, parts.seats, table_id)
