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
    """

    __slots__ = ("connection_id", "player_id")

    def __init__(self, event: Mapping[str, Any]) -> None:
        context = event["requestContext"]
        self.connection_id: str = context["connectionId"]
        self.player_id: str = context["authorizer"]["player_id"]
