"""Periods of a player's calendar, and what they had lost when the present ones began.

What flows in a period is the difference of totals at its ends. So that nobody has to look for the
totals at its beginning, the wallet carries them: the first entry of a period, of whatever type,
finds them in the wallet that it changes, and writes them down in the write that it makes anyway::

    periods    by period: its first day (an ordinal), and what was lost before it

A day is as long as its time zone makes it: 23 or 25 hours when clocks are changed.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

Began = tuple[int, int]
"""The first day of a period, as an ordinal, and what had been lost before it."""


class Period(StrEnum):
    """A period of the calendar."""

    DAY = "day"
    WEEK = "week"
    """From Monday on, as ISO 8601 has it."""
    MONTH = "month"


# A day of the period after it, counted from any period's first day.
_BEYOND: Final = {
    Period.DAY: timedelta(days=1),
    Period.WEEK: timedelta(days=7),
    Period.MONTH: timedelta(days=31),
}


def first_day(period: Period, zone: str, moment: datetime) -> date:
    """Return the first day of the period that a moment is in."""
    first = _first_of(period, moment.astimezone(_zone(zone)).date())
    after = day_after(period, first)
    # Where clocks go back past midnight, the evening before is shown once more; but it was over at
    # the first midnight, and a period does not come back.
    return after if moment >= begins_at(after, zone) else first


def day_after(period: Period, first: date) -> date:
    """Return the first day of the period after the one that begins on a day."""
    return _first_of(period, first + _BEYOND[period])


def begins_at(day: date, zone: str) -> datetime:
    """Return when a day begins, in UTC: where clocks skip midnight, when they do."""
    return datetime.combine(day, time(), _zone(zone)).astimezone(UTC)


def periods_at(
    moment: datetime, zone: str, known: Mapping[str, Began], lost: int
) -> Mapping[str, Began]:
    """Return what to carry of the periods that a moment is in.

    Parameters
    ----------
    known : mapping of str to Began
        What was carried until then. Where that is of a later period, by another machine's clock, it
        stays: a period that was over does not come back.
    lost : int
        Totals right before the moment, in minor units: see `Totals.lost`.
    """
    began = {period: first_day(period, zone, moment).toordinal() for period in Period}
    return {
        period: mark if (mark := known.get(period)) and mark[0] >= day else (day, lost)
        for period, day in began.items()
    }


def _first_of(period: Period, day: date) -> date:
    match period:
        case Period.DAY:
            return day
        case Period.WEEK:
            return day - timedelta(days=day.weekday())
        case Period.MONTH:
            return day.replace(day=1)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)
