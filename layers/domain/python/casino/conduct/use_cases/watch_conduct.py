"""Notice what no ordinary player does."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from casino.conduct.repository import Alert
from casino.sessions import Closing, Kind, RateLimited
from casino.sessions.use_cases.end_sessions import suspend_access
from casino.shared.clock import to_rfc3339

if TYPE_CHECKING:
    from casino.parts import Parts

# What the watch wants to hear of.
WATCHED: Final = ("connection.opened", "connection.closed", "limit.exceeded", "tickets.guessed")

# A household or a shop shares an address; a farm of accounts does too.
ACCOUNTS_PER_ADDRESS: Final = 10

SUSPENSION: Final = timedelta(minutes=15)


def watch_conduct(parts: "Parts", name: str, data: Mapping[str, Any]) -> Alert | None:
    """Look at one event of the bus and return the alert that it leads to, if any.

    One pattern of one subject leads to one alert a minute. A player's alerts are strikes: after
    three in a short time their realtime access is suspended for a quarter of an hour.

    Parameters
    ----------
    name : str
        The event's name.
    data : mapping
        What it tells.
    """
    now = parts.clock()
    player_id = data.get("player_id")
    pattern = _pattern(parts, name, data)
    if pattern is None:
        return None
    # Of an address that many share, nobody in particular is to blame.
    suspect = None if pattern == "accounts_on_one_address" else player_id
    subject = str(suspect or data["address"])
    if not _counts(parts, f"{pattern}#{subject}", Kind.ALERT):
        return None
    suspended = suspect is not None and not _counts(parts, suspect, Kind.STRIKE)
    if suspended and suspect is not None:
        suspend_access(parts.sessions, parts.closings, parts.clock, suspect, now + SUSPENSION)
    alert = Alert(to_rfc3339(now), pattern, subject, suspended)
    parts.alerts.add(alert, now)
    parts.reports.abnormal(pattern, subject, suspended=suspended)
    return alert


def _pattern(parts: "Parts", name: str, data: Mapping[str, Any]) -> str | None:
    match name:
        case "connection.closed" if data["reason"] == Closing.FLOOD.reason:
            return "message_flood"
        case "limit.exceeded":
            return f"impossible_{data['kind']}_rate"
        case "tickets.guessed":
            return "ticket_guessing"
        case "connection.opened":
            if not _counts(parts, data["player_id"], Kind.RECONNECT):
                return "reconnect_storm"
            accounts = parts.alerts.note_account(data["address"], data["player_id"], parts.clock())
            return "accounts_on_one_address" if accounts > ACCOUNTS_PER_ADDRESS else None
        case _:
            return None


def _counts(parts: "Parts", subject: str, kind: Kind) -> bool:
    """Tell whether a subject's bucket had one left."""
    try:
        parts.sessions.count(subject, kind, parts.clock())
    except RateLimited:
        return False
    return True
