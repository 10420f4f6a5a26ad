"""Tables of the benchmarks' own, with rounds that take bets."""

import time
from dataclasses import replace
from typing import Final

from casino.parts import Parts, at_start
from casino.tables.seed import DEMO_TABLES
from casino.tables.use_cases.advance_round import advance_round
from casino.tables.use_cases.ask_beacon import ask_beacon

# How a demo table plays, under another name for each benchmark.
MODEL: Final = DEMO_TABLES[0]

_ATTEMPTS: Final = 100
_PAUSE_SECONDS: Final = 0.1


def add_table(table_id: str) -> None:
    """Set up a European roulette table."""
    at_start().live_tables.add(replace(MODEL, table_id=table_id))


def open_round(table_id: str) -> str:
    """Set up a table and open its first round, which outlasts any benchmark; return its id."""
    add_table(table_id)
    parts = at_start()
    make_ready(parts, table_id)
    table = advance_round(parts, table_id, None)
    if table is None or table.round is None:
        raise RuntimeError(f"{table_id} did not open its round")
    return table.round.round_id


def make_ready(parts: Parts, table_id: str) -> None:
    """Have a new table's seeds promised, and wait for the value that they are made of."""
    for _ in range(_ATTEMPTS):
        table = advance_round(parts, table_id, None)
        if table is not None:
            ask_beacon(parts, table)
        if parts.chains.of(table_id).has_seeds:
            return
        time.sleep(_PAUSE_SECONDS)
    raise RuntimeError(f"{table_id} got no seeds")
