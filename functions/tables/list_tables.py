"""``GET /v1/tables``."""

from casino.lambdas.rest_api import DEFAULT_LIMIT, Cursor, OpenTo, PageLimit, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import PageOf
from casino.tables.messages import TableView
from casino.tables.use_cases import list_tables as use_case

parts = at_start(Parts.live_tables)
router = Routes(OpenTo.ANYONE)


@router.get("/v1/tables", summary="The live tables", tags=["tables"])
def list_tables(limit: PageLimit = DEFAULT_LIMIT, cursor: Cursor = None) -> PageOf[TableView]:
    """Answer with a page of the live tables."""
    return use_case.list_tables(parts.live_tables, limit, cursor)
