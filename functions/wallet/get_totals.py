"""``GET /v1/wallet/totals``."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from aws_lambda_powertools.event_handler.openapi.params import Query

from casino.lambdas.rest_api import Moment, OpenTo, Routes
from casino.parts import Parts, at_start
from casino.wallet.messages import TotalsView
from casino.wallet.use_cases import get_totals as use_case

parts = at_start(Parts.ledger)
router = Routes(OpenTo.PLAYERS)


@router.get(
    "/v1/wallet/totals", summary="What you paid in and out, staked and got back", tags=["wallet"]
)
def get_totals(
    from_: Annotated[Moment | None, Query(alias="from", description="Not before.")] = None,
    to: Annotated[Moment | None, Query(description="Not after.")] = None,
    period: Annotated[
        Literal["session"] | None, Query(description="Since you signed in; instead of `from`.")
    ] = None,
) -> TotalsView:
    """Answer with the totals of a period."""
    since = _signed_in_at() if period == "session" else from_
    return use_case.get_totals(parts.ledger, parts.clock, router.player_id, since=since, until=to)


def _signed_in_at() -> datetime | None:
    # When the player proved who they are; refreshing a token does not change it.
    auth_time = router.claims.get("auth_time")
    return datetime.fromtimestamp(int(auth_time), UTC) if auth_time else None
