"""The round clock's queue: moves tables on."""

from typing import Any

from casino.lambdas.records import queue_handler
from casino.realtime import table_channel
from casino.realtime.use_cases.announce_presence import announce_presence
from casino.tables.bootstrap import croupier
from casino.tables.use_cases import advance_round as use_case


def _advance(message: Any) -> None:
    parts = croupier()
    table = use_case.advance_round(parts, message["table_id"], message["version"])
    if table is not None:
        announce_presence(
            parts.connections, parts.log, parts.fanout, parts.clock, table_channel(table.table_id)
        )


handler = queue_handler(_advance)
