"""Tables of the benchmarks' own, with rounds that take bets."""

from dataclasses import replace
from typing import Final

from casino.tables.bootstrap import croupier, live_tables
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.advance_round import advance_round

# How a demo table plays, under another name for each benchmark.
MODEL: Final = DEMO_TABLES[0]


def add_table(table_id: str) -> None:
    """Set up a European roulette table."""
    live_tables().add(replace(MODEL, table_id=table_id))


def open_round(table_id: str) -> str:
    """Set up a table and open its first round, which outlasts any benchmark; return its id."""
    add_table(table_id)
    table = advance_round(croupier(), table_id, None)
    if table is None or table.round is None:
        raise RuntimeError(f"{table_id} did not open its round")
    return table.round.round_id
