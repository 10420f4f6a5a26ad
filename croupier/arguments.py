"""Kinds of arguments."""

import argparse
from datetime import UTC, date, datetime


def a_day(text: str) -> str:
    """Read a day, ``2026-11-23``."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day like 2026-11-23") from error


def the_start_of_a_day(text: str) -> datetime:
    """Read a day as the moment at which it begins, UTC."""
    return datetime.fromisoformat(a_day(text)).replace(tzinfo=UTC)
