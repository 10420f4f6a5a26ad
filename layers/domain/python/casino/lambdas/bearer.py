"""Who holds the access token that a REST request came with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

# What a token says that names no session; no session has this name.
_UNNAMED = "-"


@dataclass(frozen=True, slots=True)
class Bearer:
    """The holder of an access token, and the session that it comes from.

    Attributes
    ----------
    player_id : str
        A member of staff's, where the token is theirs.
    opened_at : int
        When the session began at the latest, in milliseconds since the epoch.
    session : str
        The session's own name.
    """

    player_id: str
    opened_at: int
    session: str = _UNNAMED


def bearer_of(claims: Mapping[str, Any], now: datetime) -> Bearer | None:
    """Read what API Gateway's authorizer found in a token; `None` if there was none.

    A token tells the second of its sign-in and no more, so a session that began within the second
    in which another one ended is believed, unless it is the one that ended.
    """
    player_id = claims.get("sub")
    if not player_id:
        return None
    signed_in_at = int(claims.get("auth_time") or 0)
    opened_at = signed_in_at * 1000 + 999 if signed_in_at else int(now.timestamp() * 1000)
    return Bearer(str(player_id), opened_at, str(claims.get("origin_jti") or _UNNAMED))
