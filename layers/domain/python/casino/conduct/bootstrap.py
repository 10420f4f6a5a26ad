"""Conduct's parts, put together once for each execution environment."""

from functools import cache

from casino.conduct.repository import Alerts
from casino.shared.aws import client
from casino.shared.settings import setting


@cache
def alerts() -> Alerts:
    """Return what was found abnormal."""
    return Alerts(client("dynamodb"), setting("CONNECTIONS_TABLE"))
