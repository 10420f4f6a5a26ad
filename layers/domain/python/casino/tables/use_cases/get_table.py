"""Show one live table."""

from casino.tables.errors import TableClosed
from casino.tables.live_tables import LiveTables
from casino.tables.messages import TableView
from casino.tables.model import TableStatus
from casino.tables.seats import Seats, seats_taken
from casino.tables.views import view_of_table


def must_be_joinable(tables: LiveTables, table_id: str) -> None:
    """Refuse a table that nobody can join.

    Raises
    ------
    UnknownTable
    TableClosed
    """
    if tables.get(table_id).status is TableStatus.CLOSED:
        raise TableClosed


def get_table(tables: LiveTables, seats: Seats, table_id: str) -> TableView:
    """Return a table with the round that is on.

    Raises
    ------
    UnknownTable
    """
    table = tables.get(table_id)
    return view_of_table(table, seats_taken(seats, table))
