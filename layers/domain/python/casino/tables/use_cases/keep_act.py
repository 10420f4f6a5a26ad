"""Keep an act of staff, and tell the table's consoles of it."""

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from casino.channels import Draft, console_channel
from casino.shared.unit_of_work import UnitOfWork
from casino.tables.acts import Act
from casino.tables.views import told_of

if TYPE_CHECKING:
    from casino.parts import Parts


def keep_act(parts: "Parts", work: UnitOfWork, act: Act, version: int, now: datetime) -> None:
    """Add an act to the unit of work that carries it out, with what consoles hear of it.

    Parameters
    ----------
    version : int
        The table's, after the act.
    """
    parts.acts.add(work, replace(act, version=version))
    head = parts.channel_log.head(console_channel(act.table_id))
    parts.channel_log.append(work, head, [Draft.of(told_of(act))], now)
