"""The sign-in that a request comes from."""

from casino.lambdas.rest_api import Routes
from casino.realtime import Admission, Kind
from casino.realtime.bootstrap import sessions
from casino.shared.clock import Clock


def admission_of(router: Routes, kind: Kind, clock: Clock) -> Admission:
    """Return how the player is admitted: an access token outlives its session by minutes.

    A token tells the second of its sign-in, so a session that began within the second in which
    another ended is believed, unless it is the one that ended.
    """
    claims = router.claims
    signed_in_at = int(claims.get("auth_time") or 0)
    opened_at = signed_in_at * 1000 + 999 if signed_in_at else int(clock().timestamp() * 1000)
    session = claims.get("origin_jti") or "-"
    return sessions().admission(router.player_id, opened_at, kind, session=session)
