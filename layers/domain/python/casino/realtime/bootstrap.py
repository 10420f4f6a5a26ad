"""Realtime's parts, put together once for each execution environment."""

import os
from functools import cache
from typing import TYPE_CHECKING

from botocore.session import get_session

from casino.shared.clock import utc_now
from casino.shared.settings import setting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from casino.betting.history import BetHistory
    from casino.realtime.closer import Closer


@cache
def closer() -> "Closer":
    """Return what speaks to single connections, and ends them."""
    # Only functions that close connections have it, and the models that it brings, to import.
    from casino.realtime.closer import Closer

    api = get_session().create_client("apigatewaymanagementapi", endpoint_url=management_endpoint())
    return Closer(api, utc_now)


@cache
def bet_history() -> "BetHistory":
    """Return the players' bets, of every kind: what plays games is known nowhere below."""
    # Only functions that show bets have the models of every game to import.
    from casino.betting import BetKind
    from casino.betting.bootstrap import history_of
    from casino.instant.bootstrap import instant_bets
    from casino.tables.bootstrap import live_bets

    return history_of({BetKind.LIVE: live_bets(), BetKind.INSTANT: instant_bets()})


def answer_frame(connection_id: str, reply: "Mapping[str, Any]") -> None:
    """Push the answer to a frame whose route has no response of its own."""
    closer().tell(connection_id, reply)


@cache
def allowed_origins() -> frozenset[str]:
    """Return the origins whose pages may connect."""
    return frozenset(setting("ALLOWED_ORIGINS").split(","))


def websocket_url() -> str:
    """Return where players connect."""
    return _api_base("ws")


def management_endpoint() -> str:
    """Return where frames for connections are posted."""
    return _api_base("http")


def _api_base(scheme: str) -> str:
    api, stage = setting("WEBSOCKET_API_ID"), setting("WEBSOCKET_STAGE")
    # The SDK's own variable for "AWS is elsewhere"; such endpoints name the API in the path.
    if endpoint := os.environ.get("AWS_ENDPOINT_URL"):
        _, _, host = endpoint.partition("://")
        secure = "s" if endpoint.startswith("https") else ""
        return f"{scheme}{secure}://{host}/_aws/execute-api/{api}/{stage}"
    region = setting("AWS_REGION")
    return f"{scheme}s://{api}.execute-api.{region}.amazonaws.com/{stage}"
