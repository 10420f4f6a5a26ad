"""The round clock's queue: moves tables on."""

import time
from typing import Any, Final

from casino.lambdas.records import queue_handler
from casino.realtime import table_channel
from casino.realtime.use_cases.announce_presence import announce_presence
from casino.shared.clock import from_rfc3339
from casino.tables.bootstrap import croupier
from casino.tables.use_cases import advance_round as use_case

# SQS delays by whole seconds; the rest of a moment that is due to the millisecond is waited here.
_LONGEST_WAIT: Final = 1.0


def _advance(message: Any) -> None:
    parts = croupier()
    if moment := message.get("not_before"):
        wait = (from_rfc3339(moment) - parts.clock()).total_seconds()
        time.sleep(min(max(wait, 0.0), _LONGEST_WAIT))
    table = use_case.advance_round(parts, message["table_id"], message["version"])
    if table is not None:
        announce_presence(
            parts.connections, parts.log, parts.fanout, parts.clock, table_channel(table.table_id)
        )


handler = queue_handler(_advance)
