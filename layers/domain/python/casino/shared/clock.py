"""Time, handed in rather than asked for, so that rules can be tested at any moment."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Final

Clock = Callable[[], datetime]

_RFC3339: Final = re.compile(
    r"([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9]{2}:[0-9]{2}):([0-9]{2})(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def utc_now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return datetime.now(UTC)


def to_rfc3339(moment: datetime) -> str:
    """Write a moment as RFC 3339 in UTC with microseconds, always 27 characters long.

    The fixed width makes the texts sort as the moments do, so they serve as sort keys.

    >>> to_rfc3339(datetime(2026, 1, 2, 3, 4, 5, 60, tzinfo=UTC))
    '2026-01-02T03:04:05.000060Z'
    """
    # Not strftime, whose years before 1000 are shorter than others.
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def from_rfc3339(text: str) -> datetime:
    """Read a moment; the inverse of `to_rfc3339`.

    Raises
    ------
    ValueError
        If the text is not a date and time with an offset.
    """
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC")
    return moment.astimezone(UTC)


def parse_rfc3339(text: str) -> datetime:
    """Read a moment that somebody else wrote, in any of the ways that RFC 3339 allows.

    One that UTC has no year for, a few hours before the year 1 or after 9999, is the first or the
    last that it has. A leap second is the moment after it.

    Raises
    ------
    ValueError
        If the text is anything else.
    """
    found = _RFC3339.fullmatch(text)
    if not found:
        raise ValueError("not a moment as RFC 3339 writes it")
    date, time, second, fraction, offset = found.groups()
    leap = second == "60"
    written = f"{date}T{time}:{'59' if leap else second}{fraction or ''}{offset.upper()}"
    try:
        moment = datetime.fromisoformat(written).astimezone(UTC)
        return moment + timedelta(seconds=1) if leap else moment
    except OverflowError:
        return (
            datetime.max.replace(tzinfo=UTC) if date > "5000" else datetime.min.replace(tzinfo=UTC)
        )
