"""Set tables going again whose next phase got lost, and have those at rest counted."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from casino.channels import table_channel
from casino.tables.model import ENDED, Table

if TYPE_CHECKING:
    from casino.channels.subscriptions import Subscriptions
    from casino.parts import Parts


@dataclass(slots=True)
class Swept:
    """What was found at the tables.

    Attributes
    ----------
    overdue : list of str
        The tables whose next phase was overdue.
    open_rounds : int
        How many rounds are on.
    """

    overdue: list[str] = field(default_factory=list)
    open_rounds: int = 0


def sweep_rounds(parts: "Parts") -> Swept:
    """Propose the next phase of every table that is overdue, new tables included.

    A table at rest has no phases that would tell it how many have come and gone: where what was
    told last is no longer so, somebody is asked to look at it.
    """
    now = parts.clock()
    swept = Swept()
    cursor: str | None = None
    while True:
        page = parts.live_tables.page(100, cursor)
        for table in page.items:
            swept.open_rounds += table.round is not None and table.round.phase not in ENDED
            if table.is_overdue(now):
                parts.round_clock.propose(table, now)
                swept.overdue.append(table.table_id)
            elif not table.is_running and _is_miscounted(table, parts.subscriptions):
                parts.round_clock.propose_now(table.table_id)
        cursor = page.next_cursor
        if cursor is None:
            return swept


def _is_miscounted(table: Table, subscriptions: "Subscriptions") -> bool:
    presence = subscriptions.presence(table_channel(table.table_id))
    return not presence.players == presence.announced == table.players
