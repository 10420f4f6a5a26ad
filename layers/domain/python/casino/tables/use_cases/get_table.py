"""Show one live table."""

from casino.tables.errors import TableClosed
from casino.tables.live_tables import LiveTables
from casino.tables.messages import TableView, view_of_table
from casino.tables.model import TableStatus


def joinable_table(tables: LiveTables, table_id: str) -> TableView:
    """Return a table for somebody who sits down at it.

    Raises
    ------
    UnknownTable
    TableClosed
    """
    table = tables.get(table_id)
    if table.status is TableStatus.CLOSED:
        raise TableClosed
    return view_of_table(table)


def get_table(tables: LiveTables, table_id: str) -> TableView:
    """Return a table with the round that is on.

    Raises
    ------
    UnknownTable
    """
    return view_of_table(tables.get(table_id))
