"""Tables and rounds in DynamoDB.

============  ===================  ================================================================
item          key                  holds
============  ===================  ================================================================
a table       TABLE, table id      what it is and the round that is on
a round       ROUND#id, ROUND      everything needed to redraw and verify it
a gate shard  GATE#id#n, GATE      see `casino.tables.gates`
============  ===================  ================================================================

All tables share a partition, so that listing them is one query. Rounds are found by the day of
their last change, too (``changes_by_day``), for audits. Those that nobody bet on expire after a
day: there is nothing in them to recall.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.betting import UnknownRound
from casino.games import GAMES
from casino.shared.clock import to_rfc3339
from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, get_item, get_items, put_new
from casino.shared.pages import Page, page_of
from casino.shared.reading import Reading, Wanted, if_there, required
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.tables.dealing import DealtRound
from casino.tables.drawing import SeededRound
from casino.tables.errors import TableExists, UnknownTable
from casino.tables.growing import CashOutRound
from casino.tables.kinds import kind_of
from casino.tables.model import DECIDED, Phase, Round, Table
from casino.tables.playing import DecidedRound

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_EMPTY_ROUND_LIFETIME: Final = timedelta(days=1)

_TABLE: Final = Codec(Table, keys=("table_id",))
_ROUNDS: Final[Mapping[type[Round], Codec[Round]]] = {
    kind: Codec(kind) for kind in (SeededRound, CashOutRound, DecidedRound, DealtRound)
}
# Within a table's item, what only rounds of other kinds have is null.
_OF_ONE_KIND: Final = dict.fromkeys(("fairness", "link", "play", "seated", "dealing"))


class LiveTables:
    """Tables and their rounds."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def get(self, table_id: str) -> Table:
        """Return a table, read consistently.

        Raises
        ------
        UnknownTable
        """
        item = get_item(self._client, self._table, _table_key(table_id))
        if item is None:
            raise UnknownTable
        return table_from_item(item)

    def page(
        self, limit: int, cursor: str | None = None, *, consistent: bool = False
    ) -> Page[Table]:
        """Return a page of tables, by id.

        Parameters
        ----------
        consistent : bool
            Whether the page must hold every change that is committed by now.

        Raises
        ------
        InvalidCursor
        """
        return page_of(
            self._client,
            table_from_item,
            partition=("pk", "TABLE"),
            order=("sk",),
            limit=limit,
            cursor=cursor,
            TableName=self._table,
            ConsistentRead=consistent,
        )

    def add(self, table: Table) -> bool:
        """Set up a table where there is none of that id; say whether it was new."""
        return put_new(self._client, self._table, _table_to_item(table))

    def place(self, work: UnitOfWork, table: Table) -> None:
        """Add a new table to a unit of work.

        Raises at commit
        ----------------
        TableExists
        """
        work.put(self._table, _table_to_item(table), otherwise=lambda _old: TableExists())

    def save(self, work: UnitOfWork, before: Table, after: Table) -> None:
        """Add a table's change to a unit of work.

        Raises at commit
        ----------------
        Contention
            If the table has changed since it was read.
        """
        work.put(
            self._table,
            _table_to_item(after),
            condition="version = :read",
            values={":read": before.version},
            otherwise=stale,
        )

    def save_round(self, work: UnitOfWork, current: Round, now: datetime) -> None:
        """Add a round's state to a unit of work that changes its table too, which guards it."""
        item: Item = round_key(current.round_id) | _ROUNDS[type(current)].write(current)
        item["changed_on"] = to_rfc3339(now)[:10]
        if current.phase in DECIDED and not current.turnover.bets:
            item["expires_at"] = int((now + _EMPTY_ROUND_LIFETIME).timestamp())
        is_new = current.phase is Phase.OPEN
        work.put(
            self._table,
            item,
            condition="attribute_not_exists(pk)" if is_new else "attribute_exists(pk)",
            otherwise=stale,
        )

    def round(self, round_id: str) -> Round:
        """Return a round.

        Raises
        ------
        UnknownRound
        """
        item = get_item(self._client, self._table, round_key(round_id))
        if item is None:
            raise UnknownRound
        return round_from_item(item)

    def want(self, reading: Reading, table_id: str) -> Wanted[Table]:
        """Add a table to a reading; its value raises `UnknownTable` where there is none."""
        key = (self._table, _table_key(table_id))
        return reading.want(key, required(table_from_item, UnknownTable))

    def want_round(self, reading: Reading, round_id: str) -> Wanted[Round | None]:
        """Add a round to a reading."""
        return reading.want((self._table, round_key(round_id)), if_there(round_from_item))

    def rounds(self, round_ids: Sequence[str]) -> dict[str, Round]:
        """Return several rounds by id, without those that there aren't."""
        keys = [(self._table, round_key(round_id)) for round_id in round_ids]
        found = [round_from_item(item) for item in get_items(self._client, keys) if item]
        return {each.round_id: each for each in found}


def _table_key(table_id: str) -> dict[str, str]:
    return {"pk": "TABLE", "sk": table_id}


def round_key(round_id: str) -> dict[str, str]:
    """Return where a round stands."""
    return {"pk": f"ROUND#{round_id}", "sk": "ROUND"}


def _table_to_item(table: Table) -> Item:
    item: Item = _table_key(table.table_id) | _TABLE.write(table)
    if table.round:
        item["round"] = _OF_ONE_KIND | item["round"]
    return item


def table_from_item(item: Item) -> Table:
    """Read a table's item, from the table or from its stream."""
    current = round_from_item(item["round"]) if item.get("round") else None
    table = _TABLE.read(item, table_id=item["sk"], round=current)
    return replace(table, limits=table.limits.completed(table.game))


def round_from_item(item: Item) -> Round:
    """Read a round's item."""
    kind = DealtRound if item.get("dealing") else kind_of(GAMES[item["game_id"]])
    return _ROUNDS[kind].read(item)
