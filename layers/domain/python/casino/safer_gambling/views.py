"""Limits as they are shown."""

from datetime import datetime

from casino.policies import Policy
from casino.safer_gambling.limit_messages import PendingLimitView, PlayerLimitView
from casino.safer_gambling.limits import PLAY_BY_SESSION, Headroom, PlayerLimit, headroom
from casino.safer_gambling.play import session_of
from casino.shared.clock import to_rfc3339
from casino.wallet import Wallet


def view_of_limit(
    wallet: Wallet, limit: PlayerLimit, policy: Policy, now: datetime
) -> PlayerLimitView:
    """Write a limit as REST shows it."""
    left = (
        _left_of_session(wallet, limit, policy, now)
        if limit.name == PLAY_BY_SESSION
        else headroom(wallet, limit, now)
    )
    pending = limit.pending
    return PlayerLimitView(
        kind=limit.name.kind,
        period=limit.name.period,
        value=limit.value,
        used=left.used,
        remaining=left.remaining,
        resets_at=to_rfc3339(left.resets_at) if left.resets_at else None,
        pending=PendingLimitView(value=pending.value, effective_at=to_rfc3339(pending.effective_at))
        if pending
        else None,
    )


def _left_of_session(wallet: Wallet, limit: PlayerLimit, policy: Policy, now: datetime) -> Headroom:
    session = session_of(wallet, policy.session)
    if session is None or not session.is_on(now):
        return Headroom(limit, 0, None)
    return Headroom(limit, session.minutes(now), session.ends_at)
