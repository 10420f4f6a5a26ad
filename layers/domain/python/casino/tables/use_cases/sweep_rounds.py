"""Set tables going again whose next phase got lost, and have those at rest counted."""

from typing import TYPE_CHECKING

from casino.channels import table_channel
from casino.tables.model import Table

if TYPE_CHECKING:
    from casino.channels.subscriptions import Subscriptions
    from casino.parts import Parts


def sweep_rounds(parts: "Parts") -> list[str]:
    """Propose the next phase of every table that is overdue, new tables included.

    A table at rest has no phases that would tell it how many have come and gone: where what was
    told last is no longer so, somebody is asked to look at it.

    Returns
    -------
    list of str
        The tables that were overdue.
    """
    now = parts.clock()
    overdue: list[str] = []
    cursor: str | None = None
    while True:
        page = parts.live_tables.page(100, cursor)
        for table in page.items:
            if table.is_overdue(now):
                parts.round_clock.propose(table, now)
                overdue.append(table.table_id)
            elif not table.is_running and _is_miscounted(table, parts.subscriptions):
                parts.round_clock.propose_now(table.table_id)
        cursor = page.next_cursor
        if cursor is None:
            return overdue


def _is_miscounted(table: Table, subscriptions: "Subscriptions") -> bool:
    presence = subscriptions.presence(table_channel(table.table_id))
    return not presence.players == presence.announced == table.players
