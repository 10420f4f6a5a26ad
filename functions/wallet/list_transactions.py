"""``GET /v1/wallet/transactions``."""

from typing import Annotated

from aws_lambda_powertools.event_handler.openapi.params import Query
from pydantic import AwareDatetime

from casino.lambdas.rest_api import DEFAULT_LIMIT, Cursor, Limit, Routes
from casino.shared.messages import PageOf
from casino.wallet.bootstrap import ledger
from casino.wallet.messages import TransactionView
from casino.wallet.model import EntryType
from casino.wallet.use_cases import list_transactions as use_case

router = Routes()


@router.get("/v1/wallet/transactions", summary="Your history, newest first", tags=["wallet"])
def list_transactions(
    type: Annotated[EntryType | None, Query(description="Only this type.")] = None,  # noqa: A002 - the parameter's public name
    from_: Annotated[AwareDatetime | None, Query(alias="from", description="Not before.")] = None,
    to: Annotated[AwareDatetime | None, Query(description="Not after.")] = None,
    limit: Limit = DEFAULT_LIMIT,
    cursor: Cursor = None,
) -> PageOf[TransactionView]:
    """Answer with a page of the player's transactions."""
    return use_case.list_transactions(
        ledger(),
        router.player_id,
        entry_type=type,
        since=from_,
        until=to,
        limit=limit,
        cursor=cursor,
    )
