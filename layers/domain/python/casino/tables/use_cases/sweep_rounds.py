"""Set tables going again whose next phase got lost."""

from casino.shared.clock import Clock
from casino.tables.live_tables import LiveTables
from casino.tables.round_clock import RoundClock


def sweep_rounds(tables: LiveTables, rounds: RoundClock, clock: Clock) -> list[str]:
    """Propose the next phase of every table that is overdue, new tables included.

    Returns
    -------
    list of str
        The tables that were overdue.
    """
    now = clock()
    overdue: list[str] = []
    cursor: str | None = None
    while True:
        page = tables.page(100, cursor)
        for table in page.items:
            if table.is_overdue(now):
                rounds.propose(table, now)
                overdue.append(table.table_id)
        cursor = page.next_cursor
        if cursor is None:
            return overdue
