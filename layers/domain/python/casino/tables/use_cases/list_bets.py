"""Show a player their bets."""

from datetime import datetime

from casino.shared.clock import to_rfc3339
from casino.shared.messages import PageOf
from casino.tables.bets import Bets
from casino.tables.messages import BetView
from casino.tables.views import view_of_bet


def list_bets(
    bets: Bets,
    player_id: str,
    *,
    table_id: str | None,
    since: datetime | None,
    until: datetime | None,
    limit: int,
    cursor: str | None,
) -> PageOf[BetView]:
    """Return a page of a player's bets, newest first.

    Raises
    ------
    InvalidCursor
    """
    page = bets.page(
        player_id,
        since=to_rfc3339(since) if since else None,
        until=to_rfc3339(until) if until else None,
        limit=limit,
        cursor=cursor,
    )
    wanted = [each for each in page.items if table_id in (None, each.table_id)]
    return PageOf(items=[view_of_bet(each) for each in wanted], next_cursor=page.next_cursor)
