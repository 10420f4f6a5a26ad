"""Ask a beacon for the value that a table's next chain of seeds waits for."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.shared.clock import to_rfc3339
from casino.shared.errors import Contention
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.beacons import BeaconUnreachable
from casino.tables.model import ENDED, Phase, Table

if TYPE_CHECKING:
    from casino.parts import Parts

# A table without seeds has nothing else to do, but those who run the beacon have.
_ASK_AGAIN_AFTER: Final = timedelta(seconds=10)


def ask_beacon(parts: "Parts", table: Table) -> None:
    """Have the value stored that the table's next chain waits for, once it can be known.

    It is asked for when a round has been opened, so that nobody waits for the answer: there is time
    until the present chain ends. Only a table that has no seeds left waits, and goes on at once
    when the value is there. Whoever stores a value first has stored it for good.

    Parameters
    ----------
    table : Table
        As `advance_round` returned it.

    Raises
    ------
    BeaconUnreachable
        For somebody to be told. It is asked again with the next round; a table that has no seeds
        has been put off for some seconds.
    """
    now = parts.clock()
    due_at = parts.chains.beacon_due_at(table.next_chain)
    if due_at is None or now < due_at or not _is_a_time_to_ask(table, now):
        return
    chains = parts.chains.of(table.table_id)
    is_waiting = not _has_just_opened(table) and not chains.has_seeds
    work = UnitOfWork(parts.dynamodb)
    try:
        parts.chains.ask_beacon(work, chains)
        # Somebody else was faster: their value is the same, or else it is the one that counts.
        with suppress(Contention):
            work.commit()
    except BeaconUnreachable:
        if is_waiting:
            _put_off(parts, table, now)
        raise
    if is_waiting:
        parts.round_clock.propose(table, now)


def _is_a_time_to_ask(table: Table, now: datetime) -> bool:
    has_ended = table.round is None or table.round.phase in ENDED
    return _has_just_opened(table) or (has_ended and table.opens_rounds and table.is_due(now))


def _has_just_opened(table: Table) -> bool:
    return table.round is not None and table.round.phase is Phase.OPEN


def _put_off(parts: "Parts", table: Table, now: datetime) -> None:
    next_at = to_rfc3339(now + _ASK_AGAIN_AFTER)
    after = replace(table, next_at=next_at, version=table.version + 1)
    work = UnitOfWork(parts.dynamodb)
    parts.live_tables.save(work, table, after)
    # If somebody has changed the table meanwhile, they have proposed what comes next.
    with suppress(Contention):
        work.commit()
        parts.round_clock.propose(after, now)
