"""Show one live table."""

from casino.tables.live_tables import LiveTables
from casino.tables.messages import TableView, view_of_table


def get_table(tables: LiveTables, table_id: str) -> TableView:
    """Return a table with the round that is on.

    Raises
    ------
    UnknownTable
    """
    return view_of_table(tables.get(table_id))
