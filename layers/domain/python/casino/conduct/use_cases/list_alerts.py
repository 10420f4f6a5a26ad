"""Show operators what was found abnormal."""

from datetime import timedelta

from casino.conduct.repository import ALERT_LIFETIME, Alert, Alerts
from casino.shared.clock import Clock


def list_alerts(
    alerts: Alerts,
    clock: Clock,
    *,
    kind: str | None = None,
    subject: str | None = None,
    limit: int = 50,
) -> list[Alert]:
    """Return alerts, the newest first, looking back for as long as they are kept.

    Parameters
    ----------
    kind : str, optional
        Only alerts of this pattern.
    subject : str, optional
        Only alerts about this player, or this address's pseudonym.
    limit : int
        How many at most.
    """
    found: list[Alert] = []
    for days in range(ALERT_LIFETIME.days + 1):
        day = alerts.of_day(clock() - timedelta(days=days))
        found += [
            each
            for each in reversed(day)
            if kind in (None, each.pattern) and subject in (None, each.subject)
        ]
        if len(found) >= limit:
            break
    return found[:limit]
