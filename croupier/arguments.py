"""Kinds of arguments."""

import argparse
from datetime import UTC, date, datetime
from typing import Final

from casino.shared.clock import from_rfc3339

_YEAR_MINUTES: Final = 366 * 24 * 60
_MOST: Final = 100_000


def a_day(text: str) -> str:
    """Read a day, ``2026-11-23``."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-11-23") from error


def the_start_of_a_day(text: str) -> datetime:
    """Read a day as the moment at which it begins, UTC."""
    return datetime.fromisoformat(a_day(text)).replace(tzinfo=UTC)


def a_moment(text: str) -> datetime:
    """Read a moment, ``2026-11-23T18:00Z``."""
    try:
        return from_rfc3339(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment like 2026-11-23T18:00Z") from error


def some_minutes(text: str) -> int:
    """Read a number of minutes, up to a year."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _YEAR_MINUTES:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of minutes from 1 to a year's")
    return int(text)


def a_count(text: str) -> int:
    """Read how many of something are wanted."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= _MOST:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 to {_MOST}")
    return int(text)
