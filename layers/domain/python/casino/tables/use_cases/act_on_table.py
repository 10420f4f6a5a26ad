"""How staff change a table: decide by what was read, commit it with its act, tell everybody."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from casino.channels import Draft, table_channel
from casino.channels.use_cases.read_reach import read_reach
from casino.shared.dynamodb import retrying
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.acts import Act
from casino.tables.model import TAKES_BETS, Round, Table
from casino.tables.use_cases.keep_act import keep_act

if TYPE_CHECKING:
    from casino.parts import Parts


@dataclass(frozen=True, slots=True)
class Change:
    """What an act does.

    Attributes
    ----------
    table : Table
        As it is afterwards.
    told : sequence of Draft
        To the players at the table; consoles are told of the act.
    """

    table: Table
    act: Act
    told: Sequence[Draft] = ()


def act_on(
    parts: "Parts", table_id: str, decide: Callable[[Table, datetime], Change | None]
) -> tuple[Table, Act | None]:
    """Carry out one act of staff at a table.

    The table, its round, the gate, the act and what everybody hears of it are one transaction, on
    the condition that the table is as it was when it was decided. Of two acts at once, the second
    is decided anew. A crash after the commit delays the round clock until the sweeper comes.

    Parameters
    ----------
    decide : callable
        Takes the table and the present moment; returns what to do, `None` for nothing, or raises
        why not.

    Returns
    -------
    Table
        As it is now.
    Act or None
        What was done.

    Raises
    ------
    UnknownTable
    Contention
        If the table kept changing; nothing was done.
    """

    def attempt() -> tuple[Table, Change | None]:
        now = parts.clock()
        before = parts.live_tables.get(table_id)
        change = decide(before, now)
        if change is None:
            return before, None
        channel = table_channel(table_id)
        reach = read_reach(parts.subscriptions, parts.channel_log, channel)
        after = replace(change.table, players=reach.presence.players)
        work = UnitOfWork(parts.dynamodb)
        parts.live_tables.save(work, before, after)
        if after.round is not None and after.round is not before.round:
            _save_round(parts, work, before.round, after, after.round, now)
        if after.is_running:
            work.then(lambda: parts.round_clock.propose(after, now))
        if change.told:
            shards = reach.presence.shards
            parts.channel_log.append(work, reach.head, change.told, now, shards=shards)
        keep_act(parts, work, change.act, after.version, now)
        work.commit()
        return after, change

    table, change = retrying(attempt)
    return table, change.act if change else None


def _save_round(
    parts: "Parts",
    work: UnitOfWork,
    before: Round | None,
    table: Table,
    current: Round,
    now: datetime,
) -> None:
    parts.live_tables.save_round(work, current, now)
    if before is None or before.round_id != current.round_id:
        parts.gates.open(work, table, current)
    elif before.phase in TAKES_BETS and current.phase not in TAKES_BETS:
        parts.gates.close(work, current.round_id)
