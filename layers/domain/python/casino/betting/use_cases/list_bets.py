"""Show a player their bets."""

from datetime import datetime

from casino.betting.history import BetHistory
from casino.betting.views import BetView
from casino.shared.clock import to_rfc3339
from casino.shared.messages import PageOf
from casino.wallet import EntryType


def list_bets(
    history: BetHistory,
    player_id: str,
    *,
    table_id: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    cursor: str | None,
) -> PageOf[BetView]:
    """Return a page of a player's bets, or of those at one table, newest first.

    Raises
    ------
    InvalidCursor
    """
    page = history.ledger.statement(
        player_id,
        entry_type=EntryType.BET,
        since=to_rfc3339(since) if since else None,
        until=to_rfc3339(until) if until else None,
        limit=limit,
        cursor=cursor,
    )
    wanted = [bet for bet in page.items if table_id in (None, bet.reference.get("table_id"))]
    return PageOf(items=history.shown(wanted), next_cursor=page.next_cursor)
