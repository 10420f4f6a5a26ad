"""Tables and rounds in DynamoDB.

============  ===================  ================================================================
item          key                  holds
============  ===================  ================================================================
a table       TABLE, table id      what it is and the round that is on
a round       ROUND#id, ROUND      everything needed to redraw and verify it
a gate shard  GATE#id#n, GATE      see `casino.tables.gates`
============  ===================  ================================================================

All tables share a partition, so that listing them is one query. Rounds that nobody bet on expire
after a day: there is nothing in them to recall.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from casino.betting import UnknownRound
from casino.games import GAMES, BeaconRound, Fairness
from casino.shared.dynamodb import Item, get_item, get_items, put_new
from casino.shared.pages import Page, page_of
from casino.shared.reading import Reading, Wanted, if_there, required
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.tables.chains import Chain, Link
from casino.tables.dealing import Dealing, Decision, Request, Wish
from casino.tables.errors import TableExists, UnknownTable
from casino.tables.model import DECIDED, Limits, Phase, Round, Table, TableStatus, Turnover
from casino.tables.shoes import Seated, Shoe

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_EMPTY_ROUND_LIFETIME: Final = timedelta(days=1)


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
        item: Item = _round_key(current.round_id) | _round_to_item(current)
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
        item = get_item(self._client, self._table, _round_key(round_id))
        if item is None:
            raise UnknownRound
        return round_from_item(item)

    def want(self, reading: Reading, table_id: str) -> Wanted[Table]:
        """Add a table to a reading; its value raises `UnknownTable` where there is none."""
        key = (self._table, _table_key(table_id))
        return reading.want(key, required(table_from_item, UnknownTable))

    def want_round(self, reading: Reading, round_id: str) -> Wanted[Round | None]:
        """Add a round to a reading."""
        return reading.want((self._table, _round_key(round_id)), if_there(round_from_item))

    def rounds(self, round_ids: Sequence[str]) -> dict[str, Round]:
        """Return several rounds by id, without those that there aren't."""
        keys = [(self._table, _round_key(round_id)) for round_id in round_ids]
        found = [round_from_item(item) for item in get_items(self._client, keys) if item]
        return {each.round_id: each for each in found}


def _table_key(table_id: str) -> dict[str, str]:
    return {"pk": "TABLE", "sk": table_id}


def _round_key(round_id: str) -> dict[str, str]:
    return {"pk": f"ROUND#{round_id}", "sk": "ROUND"}


def _table_to_item(table: Table) -> Item:
    return _table_key(table.table_id) | {
        "game_id": table.game_id,
        "name": table.name,
        "currency": table.currency,
        "status": table.status,
        "limits": asdict(table.limits),
        "version": table.version,
        "next_at": table.next_at,
        "round": _round_to_item(table.round) if table.round else None,
        "last_results": table.last_results,
        "players": table.players,
        "dealer": table.dealer,
        "video_url": table.video_url,
        "shoe": asdict(table.shoe) if table.shoe else None,
        "chain": asdict(table.chain) if table.chain else None,
        "next_chain": asdict(table.next_chain) if table.next_chain else None,
    }


def table_from_item(item: Item) -> Table:
    """Read a table's item, from the table or from its stream."""
    return Table(
        table_id=item["sk"],
        game_id=item["game_id"],
        name=item["name"],
        currency=item["currency"],
        status=TableStatus(item["status"]),
        limits=Limits(**item["limits"]).completed(GAMES[item["game_id"]]),
        version=item["version"],
        next_at=item["next_at"],
        round=round_from_item(item["round"]) if "round" in item else None,
        last_results=tuple(item["last_results"]),
        players=item["players"],
        dealer=item.get("dealer", False),
        video_url=item.get("video_url"),
        shoe=_shoe_from_item(item["shoe"]) if item.get("shoe") else None,
        chain=_chain_from_item(item["chain"]) if item.get("chain") else None,
        next_chain=_chain_from_item(item["next_chain"]) if item.get("next_chain") else None,
    )


def _shoe_from_item(item: Item) -> Shoe:
    return Shoe(
        round_id=item["round_id"],
        fairness=Fairness(**item["fairness"]),
        link=_link_from_item(item["link"]),
        position=item["position"],
    )


def _chain_from_item(item: Item) -> Chain:
    return Chain(**item | {"beacon": _beacon_from_item(item)})


def _link_from_item(item: Item) -> Link:
    return Link(**item | {"beacon": _beacon_from_item(item)})


def _beacon_from_item(item: Item) -> BeaconRound | None:
    return BeaconRound(**item["beacon"]) if item.get("beacon") else None


def _round_to_item(current: Round) -> Item:
    return {
        "round_id": current.round_id,
        "table_id": current.table_id,
        "game_id": current.game_id,
        "number": current.number,
        "phase": current.phase,
        "opened_at": current.opened_at,
        "closes_at": current.closes_at,
        "fairness": asdict(current.fairness) if current.fairness else None,
        "dealing": asdict(current.dealing) if current.dealing else None,
        "link": asdict(current.link) if current.link else None,
        "play": current.play,
        "seated": [asdict(each) for each in current.seated] or None,
        "outcome": current.outcome,
        "rounding_seed": current.rounding_seed,
        "settled_at": current.settled_at,
        "void_reason": current.void_reason,
        "turnover": asdict(current.turnover),
    }


def _dealing_from_item(item: Item) -> Dealing:
    asked, decided = item["asked"], item["decided"]
    if asked:
        cards = asked["cards"]
        asked = Request(
            **asked
            | {"wish": Wish(asked["wish"]), "cards": None if cards is None else tuple(cards)}
        )
    return Dealing(
        cards=tuple(item["cards"]),
        outcome=item["outcome"],
        asked=asked,
        decided=Decision(**decided) if decided else None,
    )


def round_from_item(item: Item) -> Round:
    """Read a round's item."""
    return Round(
        round_id=item["round_id"],
        table_id=item["table_id"],
        game_id=item["game_id"],
        number=item["number"],
        phase=Phase(item["phase"]),
        opened_at=item["opened_at"],
        closes_at=item["closes_at"],
        fairness=Fairness(**item["fairness"]) if item.get("fairness") else None,
        dealing=_dealing_from_item(item["dealing"]) if item.get("dealing") else None,
        link=_link_from_item(item["link"]) if item.get("link") else None,
        play=item.get("play"),
        seated=tuple(Seated(**each) for each in item.get("seated") or ()),
        outcome=item.get("outcome"),
        rounding_seed=item.get("rounding_seed"),
        settled_at=item.get("settled_at"),
        void_reason=item.get("void_reason"),
        turnover=Turnover(**item["turnover"]),
    )
