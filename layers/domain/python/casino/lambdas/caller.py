"""Who is at the other end of a WebSocket.

Apart from the edge that answers frames, so that a handshake need not wait for pydantic's import.
"""

from collections.abc import Mapping
from typing import Any


class Caller:
    """Who sent a frame, as the `$connect` authorizer found out.

    Attributes
    ----------
    connection_id : str
    player_id : str
    opened_at : int
        When the connection's ticket was issued, in milliseconds since the epoch.
    """

    __slots__ = ("connection_id", "opened_at", "player_id")

    def __init__(self, event: Mapping[str, Any]) -> None:
        context = event["requestContext"]
        self.connection_id: str = context["connectionId"]
        self.player_id: str = context["authorizer"]["player_id"]
        # API Gateway hands on an authorizer's findings as text.
        self.opened_at = int(context["authorizer"].get("opened_at") or 0)
