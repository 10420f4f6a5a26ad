"""Who is at the other end of a WebSocket.

Apart from the edge that answers frames, so that a handshake need not wait for pydantic's import.
"""

from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import unquote

# Cognito's groups of those who work for the house.
DEALERS: Final = "dealers"
OPERATORS: Final = "operators"
STAFF_ROLES: Final = frozenset({DEALERS, OPERATORS})


class Caller:
    """Who sent a frame, as the `$connect` authorizer found out.

    Attributes
    ----------
    connection_id : str
    player_id : str
    opened_at : int
        When the connection's ticket was issued, in milliseconds since the epoch.
    display_name : str
        As others at a table read it.
    roles : frozenset of str
        What else than a player they are; empty for players.
    """

    __slots__ = ("connection_id", "display_name", "opened_at", "player_id", "roles")

    def __init__(self, event: Mapping[str, Any]) -> None:
        context = event["requestContext"]
        self.connection_id: str = context["connectionId"]
        self.player_id: str = context["authorizer"]["player_id"]
        # API Gateway hands on an authorizer's findings as text.
        self.opened_at = int(context["authorizer"].get("opened_at") or 0)
        self.display_name = unquote(context["authorizer"].get("display_name") or "")
        self.roles = groups_in(context["authorizer"].get("roles"))


def groups_in(text: str | None) -> frozenset[str]:
    """Read the groups that an authorizer found, which it hands on as one text.

    API Gateway joins a list's members with commas; some of its authorizers put brackets around it
    and blanks between.
    """
    return frozenset((text or "").strip("[]").replace(",", " ").split())
