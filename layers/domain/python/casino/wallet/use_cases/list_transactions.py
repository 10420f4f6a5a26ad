"""Show a player their history."""

from datetime import datetime

from casino.shared.clock import to_rfc3339
from casino.shared.messages import PageOf
from casino.wallet.messages import TransactionView, view_of_entry
from casino.wallet.model import EntryType
from casino.wallet.repository import Ledger


def list_transactions(
    ledger: Ledger,
    player_id: str,
    *,
    entry_type: EntryType | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    cursor: str | None,
) -> PageOf[TransactionView]:
    """Return a page of a player's transactions, newest first.

    Raises
    ------
    InvalidCursor
    """
    page = ledger.statement(
        player_id,
        entry_type=entry_type,
        since=to_rfc3339(since) if since else None,
        until=to_rfc3339(until) if until else None,
        limit=limit,
        cursor=cursor,
    )
    return PageOf(items=[view_of_entry(each) for each in page.items], next_cursor=page.next_cursor)
