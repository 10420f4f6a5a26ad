"""What staff have done at the tables, for auditors: written once, never changed, never removed.

Acts stand in a table of their own, ``ACT#{table id}`` by the table's version. Whoever writes one
may only add to it, and an act is written in the same transaction as what it tells of, so there is
neither an act without its effect nor an effect without its act. A version is one change, so the
order of acts is the order of changes, whatever the clocks of the machines say that did them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item
from casino.shared.ids import new_id
from casino.shared.pages import Page, page_of
from casino.shared.unit_of_work import UnitOfWork, stale

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient


@dataclass(frozen=True, slots=True)
class Staff:
    """Who acts for the house.

    Attributes
    ----------
    name : str
        Names one person: an id of the user directory, or what an operator calls themselves. The
        round clock's own acts bear its name.
    role : str
        ``dealer``, ``operator`` or ``clock``.
    """

    name: str
    role: str


CLOCK = Staff("round clock", "clock")


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that was done at a table.

    Attributes
    ----------
    kind : str
        Such as ``round.opened``.
    at : str
        RFC 3339.
    before, after : mapping
        What it changed.
    reason : str or None
        As it was given.
    decides : str or None
        The act that this one approves or refuses.
    version : int
        The table's, after it.
    """

    table_id: str
    kind: str
    by: Staff
    at: str
    act_id: str
    round_id: str | None = None
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    reason: str | None = None
    decides: str | None = None
    version: int = 0

    @classmethod
    def now(cls, table_id: str, kind: str, by: Staff, now: datetime, **more: Any) -> "Act":
        """Return an act that is being done, under an id of its own."""
        return cls(table_id, kind, by, to_rfc3339(now), new_id("act"), **more)


class Acts:
    """The acts at all tables."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def add(self, work: UnitOfWork, act: Act) -> None:
        """Add an act to the unit of work that carries it out."""
        item = _CODEC.write(act) | {"pk": _partition(act.table_id), "sk": f"{act.version:012d}"}
        work.put(self._table, item, otherwise=stale)

    def page(self, table_id: str, limit: int, cursor: str | None = None) -> Page[Act]:
        """Return a page of a table's acts, newest first.

        Raises
        ------
        InvalidCursor
        """
        return page_of(
            self._client,
            _from_item,
            partition=("pk", _partition(table_id)),
            order=("sk",),
            limit=limit,
            cursor=cursor,
            TableName=self._table,
            ConsistentRead=True,
            ScanIndexForward=False,
        )


_CODEC: Final = Codec(Act)


def _partition(table_id: str) -> str:
    return f"ACT#{table_id}"


def _from_item(item: Item) -> Act:
    return _CODEC.read(item)
