"""Open, pause or close a table, or take it out for maintenance."""

from datetime import datetime
from typing import TYPE_CHECKING

from casino.channels import Draft
from casino.tables import lifecycle
from casino.tables.acts import Act, Staff
from casino.tables.model import TAKES_BETS, Table, TableStatus
from casino.tables.table_events import RoundClosed, TableChanged
from casino.tables.use_cases.act_on_table import Change, act_on

if TYPE_CHECKING:
    from casino.parts import Parts


def change_status(
    parts: "Parts", table_id: str, wanted: TableStatus, *, by: Staff, reason: str = ""
) -> Table:
    """Bring a table into a status; if it is in it already, nothing happens.

    Parameters
    ----------
    reason : str
        Players at the table can read it.

    Returns
    -------
    Table
        As it is now.

    Raises
    ------
    UnknownTable
    WrongStatus
    Contention
    """

    def decide(table: Table, now: datetime) -> Change | None:
        after = lifecycle.changed(table, wanted, reason, now)
        if after is None:
            return None
        act = Act.now(
            table_id,
            "table.status",
            by,
            now,
            round_id=table.round.round_id if table.round else None,
            before={"status": table.status},
            after={"status": after.status},
            reason=reason or None,
        )
        told = TableChanged(status=after.status, **({"reason": reason} if reason else {}))
        drafts = [Draft.of(told)]
        before, current = table.round, after.round
        if before is not None and current is not before and before.phase in TAKES_BETS:
            closed = RoundClosed(round_id=before.round_id, next_at=after.next_at)
            drafts.insert(0, Draft.of(closed))
        return Change(after, act, drafts)

    table, _ = act_on(parts, table_id, decide)
    return table
