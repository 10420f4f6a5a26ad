"""The round clock's queue: moves tables on."""

import time
from contextlib import suppress
from typing import Any, Final

from casino.channels import table_channel
from casino.channels.use_cases.announce_presence import announce_presence
from casino.lambdas.observability import Metric, logger, measure
from casino.lambdas.records import queue_handler
from casino.parts import Parts, at_start
from casino.shared.clock import from_rfc3339
from casino.shared.errors import Contention
from casino.tables.beacons import BeaconUnreachable
from casino.tables.use_cases import advance_round as use_case
from casino.tables.use_cases.ask_beacon import ask_beacon
from casino.tables.use_cases.change_seat import free_seats

parts = at_start(
    Parts.live_tables,
    Parts.gates,
    Parts.chains,
    Parts.scripts,
    Parts.acts,
    Parts.channel_log,
    Parts.subscriptions,
    Parts.round_clock,
    Parts.settlement_queue,
    Parts.timings,
    Parts.seats,
    Parts.seat_timings,
)

# SQS delays by whole seconds; the rest of a moment that is due to the millisecond is waited here.
_LONGEST_WAIT: Final = 1.0


def _advance(message: Any) -> None:
    if moment := message.get("not_before"):
        wait = (from_rfc3339(moment) - parts.clock()).total_seconds()
        time.sleep(min(max(wait, 0.0), _LONGEST_WAIT))
    table = use_case.advance_round(parts, message["table_id"], message["version"])
    if table is not None:
        # Before what may fail: a table that waits for a beacon's value waits for nothing else.
        try:
            ask_beacon(parts, table)
        except BeaconUnreachable as unreachable:
            logger.warning(
                "a beacon's value can't be had", table=table.table_id, why=str(unreachable)
            )
            measure(Metric.BEACON_UNREACHABLE)
        # Others had a word to say about a seat at the same moment: the next phase looks again.
        with suppress(Contention):
            free_seats(parts, table)
        announce_presence(
            parts.subscriptions, parts.channel_log, parts.clock, table_channel(table.table_id)
        )


handler = queue_handler(_advance)
