"""What happens between somebody's look at a table and what they make of it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from casino.tables.live_tables import LiveTables


@contextmanager
def overtaken_by(tables: LiveTables, act: Callable[[], object]) -> Iterator[None]:
    """Let something else happen right after the first read of a table, within."""
    get, pending = tables.get, [act]

    def first_read(table_id):
        table = get(table_id)
        if pending:
            pending.pop()()
        return table

    with patch.object(tables, "get", first_read):
        yield
