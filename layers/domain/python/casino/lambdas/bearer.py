"""Who holds the access token that a REST request came with, and how a token comes to say so.

Cognito issues the tokens. Before it signs one it asks a function of ours what to change
(`accounts.describe_bearer`), and that is written here, beside what reads it. Nothing of ours looks
at Cognito's own name for somebody (``sub``): with another user pool they would have another.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from casino.lambdas.caller import STAFF_ROLES

PLAYER_ID_ATTRIBUTE: Final = "custom:player_id"
"""What the user pool calls the id that we gave to somebody."""

PLAYER_ID_CLAIM: Final = "player_id"
"""What an access token calls it."""

# With it a token is good for Cognito's own API: to delete its bearer, or to change their address.
_COGNITOS_OWN_SCOPE: Final = "aws.cognito.signin.user.admin"

# What a token says that names no session; no session has this name.
_UNNAMED = "-"


class TokenScope(StrEnum):
    """What a token is for. API Gateway takes no token that has none of these."""

    PLAY = "croupier/play"
    STAFF = "croupier/staff"


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
    player_id = claims.get(PLAYER_ID_CLAIM)
    if not player_id:
        return None
    signed_in_at = int(claims.get("auth_time") or 0)
    opened_at = signed_in_at * 1000 + 999 if signed_in_at else int(now.timestamp() * 1000)
    return Bearer(str(player_id), opened_at, str(claims.get("origin_jti") or _UNNAMED))


def description_of(attributes: Mapping[str, str], groups: Collection[str]) -> dict[str, Any]:
    """Return what an access token is to say of its bearer, as Cognito takes it (event V2_0).

    It opens nothing at Cognito; and nothing with us either, where no id is ours.

    Parameters
    ----------
    attributes : mapping of str to str
        The bearer's, in the user pool.
    groups : collection of str
        Those of the user pool that they are in.
    """
    changes: dict[str, Any] = {"scopesToSuppress": [_COGNITOS_OWN_SCOPE]}
    if player_id := attributes.get(PLAYER_ID_ATTRIBUTE):
        scope = TokenScope.STAFF if STAFF_ROLES.intersection(groups) else TokenScope.PLAY
        changes |= {
            "claimsToAddOrOverride": {PLAYER_ID_CLAIM: player_id},
            "scopesToAdd": [scope.value],
        }
    return {"accessTokenGeneration": changes}
