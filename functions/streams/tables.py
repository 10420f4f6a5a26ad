"""The tables' stream: the lobby hears which tables have changed."""

from collections.abc import Sequence

from casino.lambdas.records import ItemChange, relay_handler
from casino.parts import Parts, at_start
from casino.tables import Table, table_from_item
from casino.tables.use_cases import tell_lobby as use_case

parts = at_start(Parts.channel_log)


def _tables(changes: Sequence[ItemChange]) -> list[Table]:
    return [table_from_item(each.after) for each in changes]


def _lobby(tables: Sequence[Table]) -> None:
    use_case.tell_lobby(parts.channel_log, parts.clock, tables)


handler = relay_handler(_tables, {"lobby": _lobby})
