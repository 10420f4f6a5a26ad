"""Show the live tables."""

from casino.shared.messages import PageOf
from casino.tables.live_tables import LiveTables
from casino.tables.lobby import LOBBY_PAGE
from casino.tables.messages import TableView
from casino.tables.model import TableStatus
from casino.tables.views import view_of_table


def list_tables(
    tables: LiveTables, limit: int, cursor: str | None, *, consistent: bool = False
) -> PageOf[TableView]:
    """Return a page of the live tables: those that can be joined.

    Raises
    ------
    InvalidCursor
    """
    page = tables.page(limit, cursor, consistent=consistent)
    joinable = [each for each in page.items if each.status is not TableStatus.CLOSED]
    return PageOf(items=[view_of_table(each) for each in joinable], next_cursor=page.next_cursor)


def show_lobby(tables: LiveTables) -> PageOf[TableView]:
    """Return what whoever joins the lobby is shown: the first page, as it stands at this moment."""
    return list_tables(tables, LOBBY_PAGE, None, consistent=True)
