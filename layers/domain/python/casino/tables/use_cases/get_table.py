"""Show one live table."""

from casino.tables.live_tables import LiveTables
from casino.tables.messages import TableView
from casino.tables.seats import Seats, seats_taken
from casino.tables.views import view_of_table


def get_table(tables: LiveTables, seats: Seats, table_id: str) -> TableView:
    """Return a table with the round that is on.

    Raises
    ------
    UnknownTable
    """
    table = tables.get(table_id)
    return view_of_table(table, seats_taken(seats, table))
