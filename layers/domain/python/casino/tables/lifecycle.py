"""The ways between a table's statuses.

::

              ┌────────┐   ┌─────────┐
      ┌──────>│ paused │<─>│ closing ├──┐ when the present round has ended
      v       └─┬──────┘   └──┬──────┘  v
    ┌──────┐    │             │       ┌────────┐
    │ open │<───┼─────────────┴──────>│ closed ├──> open, paused
    └──────┘    v                     └────────┘
      ^       ┌─────────────┐
      └──────>│ maintenance │ <─> paused, closing
              └─────────────┘

Operators choose every step but the one from ``closing`` to ``closed``, which comes by itself.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType
from typing import Final

from casino.shared.clock import to_rfc3339
from casino.tables.errors import WrongStatus
from casino.tables.model import Phase, Table, TableStatus

_OPEN, _PAUSED, _CLOSING, _MAINTENANCE, _CLOSED = TableStatus

WAYS: Final[Mapping[TableStatus, frozenset[TableStatus]]] = MappingProxyType(
    {
        _OPEN: frozenset({_PAUSED, _CLOSING, _MAINTENANCE}),
        _PAUSED: frozenset({_OPEN, _CLOSING, _MAINTENANCE}),
        _CLOSING: frozenset({_OPEN, _PAUSED, _MAINTENANCE}),
        _MAINTENANCE: frozenset({_OPEN, _PAUSED, _CLOSING}),
        _CLOSED: frozenset({_OPEN, _PAUSED}),
    }
)

_MAINTENANCE_REASON: Final = "The table needs maintenance"

# From then on there is a result, which stands: its bets are paid before the table stands still.
_WITHOUT_RESULT: Final = frozenset({Phase.OPEN, Phase.CLOSING, Phase.CLOSED})


def changed(table: Table, wanted: TableStatus, reason: str, now: datetime) -> Table | None:
    """Return the table in the status that an operator wants, or `None` if it is in it already.

    A round that maintenance interrupts takes no more bets and is marked to be voided, which the
    round clock does next: only a closed gate's count is final, and every stake must be found.

    Raises
    ------
    WrongStatus
        If no way leads there.
    """
    if table.status is wanted or (table.status is _CLOSED and wanted is _CLOSING):
        return None
    if wanted not in WAYS[table.status]:
        raise WrongStatus(f"A table that is {table.status} can't become {wanted}")
    if wanted is _CLOSING and not table.next_at:
        wanted = _CLOSED
    after = replace(table, status=wanted, version=table.version + 1)
    current = table.round
    if wanted is _MAINTENANCE and current is not None and current.phase in _WITHOUT_RESULT:
        current = replace(current, phase=Phase.CLOSED, void_reason=reason or _MAINTENANCE_REASON)
        after = replace(after, round=current, next_at=to_rfc3339(now))
    return after


def rested(table: Table) -> Table:
    """Return a table after its last round: nothing comes by itself any more."""
    status = _CLOSED if table.status is _CLOSING else table.status
    return replace(table, status=status, version=table.version + 1, next_at="")
