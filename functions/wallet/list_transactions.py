"""``GET /v1/wallet/transactions``."""

from http import HTTPStatus
from typing import Annotated, Any, Final, Literal
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import APIGatewayRestResolver, Response
from aws_lambda_powertools.event_handler.middlewares import NextMiddleware
from aws_lambda_powertools.event_handler.openapi.params import Query
from aws_lambda_powertools.event_handler.openapi.types import OpenAPIResponse

from casino.lambdas.rest_api import DEFAULT_LIMIT, Cursor, Moment, OpenTo, PageLimit, Routes
from casino.parts import Parts, at_start
from casino.shared.messages import PageOf
from casino.wallet.messages import TransactionView
from casino.wallet.model import EntryType
from casino.wallet.use_cases import export_transactions as export
from casino.wallet.use_cases import list_transactions as use_case

parts = at_start(Parts.ledger)
router = Routes(OpenTo.PLAYERS)

_RESPONSES: Final[dict[int, OpenAPIResponse]] = {
    200: {
        "description": "A page, or with `format=csv` a file (RFC 4180) whose `Link` leads on",
        "headers": {
            "Link": {
                "description": "With `format=csv`: leads to the next file, if there is one.",
                "schema": {"type": "string"},
            },
            "Content-Disposition": {
                "description": "With `format=csv`: what to call the file.",
                "schema": {"type": "string"},
            },
        },
    }
}


def exported(app: APIGatewayRestResolver, next_middleware: NextMiddleware) -> Response[Any]:
    """Answer with a file where one was asked for; the parameters have been validated by now."""
    wanted = app.context["_route_args"]
    if wanted["format_"] != "csv":
        return next_middleware(app)
    file = export.export_transactions(
        parts.ledger,
        router.player_id,
        entry_type=wanted["type_"],
        since=wanted["from_"],
        until=wanted["to"],
        cursor=wanted["cursor"],
    )
    headers: dict[str, str | list[str]] = {
        "Content-Disposition": 'attachment; filename="transactions.csv"'
    }
    if file.next_cursor:
        query = app.current_event.query_string_parameters | {"cursor": file.next_cursor}
        headers["Link"] = f'<?{urlencode(query)}>; rel="next"'
    return Response(HTTPStatus.OK, "text/csv; charset=utf-8", "".join(file.items), headers)


@router.get(
    "/v1/wallet/transactions",
    summary="Your history, newest first",
    tags=["wallet"],
    responses=_RESPONSES,
    middlewares=[exported],
)
def list_transactions(
    type_: Annotated[EntryType | None, Query(alias="type", description="Only this type.")] = None,
    from_: Annotated[Moment | None, Query(alias="from", description="Not before.")] = None,
    to: Annotated[Moment | None, Query(description="Not after.")] = None,
    limit: PageLimit = DEFAULT_LIMIT,
    cursor: Cursor = None,
    format_: Annotated[
        Literal["json", "csv"],
        Query(alias="format", description="`csv`: up to 10,000 lines, whatever `limit` says."),
    ] = "json",
) -> PageOf[TransactionView]:
    """Answer with a page of the player's transactions."""
    del format_  # `exported` has seen to it
    return use_case.list_transactions(
        parts.ledger,
        router.player_id,
        entry_type=type_,
        since=from_,
        until=to,
        limit=limit,
        cursor=cursor,
    )
