"""Let a player take their history away."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from casino.shared.clock import to_rfc3339
from casino.shared.money import Money
from casino.shared.pages import Page
from casino.wallet.model import Entry, EntryType
from casino.wallet.repository import Ledger

# A Lambda answer holds six megabytes; a row of this file is below 200 bytes.
EXPORT_ROWS: Final = 10_000
_PAGE: Final = 1_000

_COLUMNS: Final = (
    "created_at",
    "type",
    "amount",
    "currency",
    "amount_in_major_units",
    "balance_after",
    "transaction_id",
)


def export_transactions(
    ledger: Ledger,
    player_id: str,
    *,
    entry_type: EntryType | None,
    since: datetime | None,
    until: datetime | None,
    cursor: str | None,
) -> Page[str]:
    """Return a player's transactions as lines of CSV (RFC 4180), newest first.

    Returns
    -------
    Page of str
        The header and at most `EXPORT_ROWS` lines, and where the next file begins.

    Raises
    ------
    InvalidCursor
    """
    entries: list[Entry] = []
    while len(entries) < EXPORT_ROWS:
        page = ledger.statement(
            player_id,
            entry_type=entry_type,
            since=to_rfc3339(since) if since else None,
            until=to_rfc3339(until) if until else None,
            limit=min(_PAGE, EXPORT_ROWS - len(entries)),
            cursor=cursor,
        )
        entries += page.items
        cursor = page.next_cursor
        if cursor is None:
            break
    return Page(list(_lines(entries)), cursor)


def _lines(entries: Iterable[Entry]) -> Iterable[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(_COLUMNS)
    for entry in entries:
        yield _taken(buffer)
        amount, _, _ = str(Money(entry.amount, entry.currency)).partition(" ")
        writer.writerow(
            (
                entry.posted_at,
                entry.type,
                entry.amount,
                entry.currency,
                amount,
                entry.balance_after,
                entry.transaction_id,
            )
        )
    yield _taken(buffer)


def _taken(buffer: io.StringIO) -> str:
    line = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return line
