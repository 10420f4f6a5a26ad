"""The ledger in DynamoDB.

==========================  =======================  ==============================================
item                        key                      indexes
==========================  =======================  ==============================================
a player's wallet           PLAYER#id, WALLET
an entry of that player     PLAYER#id, ENTRY#type#key  ``statement``: player, time and version;
                                                     ``bets_by_round``: round and shard, bets only
==========================  =======================  ==============================================

An entry's key is its idempotency record, for ever. The statement is a local index so that a player
reads their own writes. The round index is global and may lag, which settlement detects by count.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from casino.shared.dynamodb import Item, from_item, get_item, query, to_item
from casino.shared.pages import Page, from_cursor, to_cursor
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.wallet.errors import EntryExists, NoWallet, WalletRestricted
from casino.wallet.model import Activity, Entry, EntryType, Totals, Wallet

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

STATEMENT_INDEX: Final = "statement"
ROUND_INDEX: Final = "bets_by_round"

# A query reads at most a megabyte, some two thousand entries; a filtered page looks through these.
_LOOKED_THROUGH: Final = 2000

Key = tuple[str, dict[str, str]]


class Ledger:
    """Wallets and their entries.

    Parameters
    ----------
    client : DynamoDBClient
    table : str
    """

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def wallet_key(self, player_id: str) -> Key:
        """Return where a wallet stands, for reads that fetch several items in one trip."""
        return self._table, {"pk": f"PLAYER#{player_id}", "sk": "WALLET"}

    def entry_key(self, player_id: str, entry_type: EntryType, key: str) -> Key:
        """Return where an entry stands."""
        return self._table, {"pk": f"PLAYER#{player_id}", "sk": f"ENTRY#{entry_type}#{key}"}

    def wallet(self, player_id: str) -> Wallet:
        """Return a player's wallet.

        Raises
        ------
        NoWallet
        """
        item = get_item(self._client, *self.wallet_key(player_id))
        if item is None:
            raise NoWallet
        return wallet_from_item(item)

    def entry(self, player_id: str, entry_type: EntryType, key: str) -> Entry | None:
        """Return one entry, or `None`."""
        item = get_item(self._client, *self.entry_key(player_id, entry_type, key))
        return entry_from_item(item) if item else None

    def open_wallet(self, work: UnitOfWork, wallet: Wallet) -> None:
        """Add a new, empty wallet to a unit of work.

        Raises at commit
        ----------------
        Contention
            If the player has a wallet already: what was read before is out of date.
        """
        _, key = self.wallet_key(wallet.player_id)
        work.put(self._table, key | _wallet_values(wallet), otherwise=stale)

    def append(
        self, work: UnitOfWork, before: Wallet, after: Wallet, *entries: Entry, **indexed: str
    ) -> None:
        """Add an entry, or several of one moment, and the balances that they lead to.

        Parameters
        ----------
        work : UnitOfWork
        before : Wallet
            As it was read; if it has changed since, nothing is written.
        after : Wallet
            What it bars the player from is written too, if that differs.
        *entries : Entry
            In the order in which they were posted.
        **indexed : str
            Attributes of the entries' items for indexes, such as ``round_shard``.

        Raises at commit
        ----------------
        EntryExists
            If the ledger has an entry of such a type and key. Said before anything else that is
            wrong, because a repetition must find its first answer whatever has happened since.
        Contention
            If the wallet changed since it was read.
        """
        for entry in entries:
            _, entry_key = self.entry_key(entry.player_id, entry.type, entry.key)
            work.put(
                self._table,
                entry_key | _entry_values(entry) | indexed,
                otherwise=lambda old: EntryExists(entry_from_item(old or {})),
            )
        _, wallet_key = self.wallet_key(after.player_id)
        bars: dict[str, Any] = {}
        if after.barred != before.barred:
            # Bars change without an entry as well, so the version alone does not protect them.
            bars = {
                ":barred": sorted(after.barred),
                ":barred_before": sorted(before.barred),
            }
        # The floor is implied by the version; it is stated all the same, because no bug in the
        # arithmetic above may ever leave a balance below zero.
        work.update(
            self._table,
            wallet_key,
            "SET cash = :cash, bonus = :bonus, held = :held, version = :after, updated_at = :at,"
            " totals = :totals" + (", barred = :barred" if bars else ""),
            condition=(
                "version = :before AND cash >= :cash_taken"
                " AND bonus >= :bonus_taken AND held >= :held_taken"
            )
            + (" AND barred = :barred_before" if bars else ""),
            values=bars
            | {
                ":cash": after.cash,
                ":bonus": after.bonus,
                ":held": after.held,
                ":after": after.version,
                ":at": after.updated_at,
                ":totals": asdict(after.totals),
                ":before": before.version,
                ":cash_taken": before.cash - after.cash,
                ":bonus_taken": before.bonus - after.bonus,
                ":held_taken": before.held - after.held,
            },
            otherwise=stale,
        )

    def add_permission(self, work: UnitOfWork, player_id: str, activity: Activity) -> None:
        """Demand that a player is not barred from something, in a unit of work without an entry.

        Raises at commit
        ----------------
        WalletRestricted
        """
        table, key = self.wallet_key(player_id)
        work.check(
            table,
            key,
            condition="attribute_exists(pk) AND NOT contains(barred, :activity)",
            values={":activity": activity},
            otherwise=lambda _old: WalletRestricted(),
        )

    def statement(
        self,
        player_id: str,
        *,
        entry_type: EntryType | None = None,
        since: str | None = None,
        until: str | None = None,
        limit: int,
        cursor: str | None = None,
    ) -> Page[Entry]:
        """Return a page of a player's entries, newest first.

        Parameters
        ----------
        player_id : str
        entry_type : EntryType, optional
            Only entries of this type. A page may then hold fewer than `limit` and still not be
            the last one, if they are rarer than one in some twenty entries.
        since, until : str, optional
            Bounds of the time of posting, RFC 3339 as `to_rfc3339` writes it; both inclusive.
        limit : int
        cursor : str, optional

        Raises
        ------
        InvalidCursor
        """
        pk = f"PLAYER#{player_id}"
        start = from_cursor(cursor, "sk", "posted_at")
        values: dict[str, Any] = {":pk": pk, ":since": since or "0", ":until": (until or "9") + "~"}
        request: dict[str, Any] = {
            "TableName": self._table,
            "IndexName": STATEMENT_INDEX,
            "ConsistentRead": True,
            "ScanIndexForward": False,
            "Limit": limit,
            "KeyConditionExpression": "pk = :pk AND posted_at BETWEEN :since AND :until",
        }
        if entry_type is not None:
            # DynamoDB counts its limit before it filters, so it is told to look further.
            request["Limit"] = _LOOKED_THROUGH
            request["FilterExpression"] = "#type = :type"
            request["ExpressionAttributeNames"] = {"#type": "type"}
            values[":type"] = entry_type
        request["ExpressionAttributeValues"] = to_item(values)
        if start is not None:
            request["ExclusiveStartKey"] = to_item({"pk": pk} | start)
        answer = self._client.query(**request)
        items = [from_item(raw) for raw in answer["Items"]]
        last = answer.get("LastEvaluatedKey")
        position = from_item(last) if last else None
        if len(items) > limit:
            items = items[:limit]
            position = items[-1]
        if position:
            position = {"sk": position["sk"], "posted_at": position["posted_at"]}
        return Page([entry_from_item(item) for item in items], to_cursor(position))

    def totals_before(self, player_id: str, moment: str) -> Totals:
        """Return a player's totals right before a moment: those of the last entry until then.

        Parameters
        ----------
        player_id : str
        moment : str
            RFC 3339 as `to_rfc3339` writes it.
        """
        answer = self._client.query(
            TableName=self._table,
            IndexName=STATEMENT_INDEX,
            ConsistentRead=True,
            ScanIndexForward=False,
            Limit=1,
            KeyConditionExpression="pk = :pk AND posted_at < :moment",
            ExpressionAttributeValues=to_item({":pk": f"PLAYER#{player_id}", ":moment": moment}),
        )
        items = answer["Items"]
        return entry_from_item(from_item(items[0])).totals if items else Totals()

    def bets_of(self, round_shard: str) -> Iterator[Entry]:
        """Yield the bets that one shard of a round's gate has let in.

        Read from a global index, so the newest may be missing for a moment: compare with the
        gate's count.
        """
        items = query(
            self._client,
            TableName=self._table,
            IndexName=ROUND_INDEX,
            KeyConditionExpression="round_shard = :shard",
            ExpressionAttributeValues=to_item({":shard": round_shard}),
        )
        return map(entry_from_item, items)


def wallet_from_item(item: Item) -> Wallet:
    """Read a wallet's item."""
    return Wallet(
        player_id=item["pk"].removeprefix("PLAYER#"),
        currency=item["currency"],
        cash=item["cash"],
        bonus=item["bonus"],
        held=item["held"],
        version=item["version"],
        updated_at=item["updated_at"],
        totals=Totals(**item["totals"]),
        barred=frozenset(item.get("barred", ())),
    )


def entry_from_item(item: Item) -> Entry:
    """Read an entry's item, from the table or from its stream."""
    _, _, key = item["sk"].split("#", 2)
    return Entry(
        player_id=item["pk"].removeprefix("PLAYER#"),
        type=EntryType(item["type"]),
        key=key,
        currency=item["currency"],
        postings=item["postings"],
        version=item["version"],
        cash=item["cash"],
        bonus=item["bonus"],
        held=item["held"],
        totals=Totals(**item["totals"]),
        posted_at=item["posted_at"].partition("#")[0],
        reference=item["reference"],
        fingerprint=item.get("fingerprint", ""),
        actor=item.get("actor", ""),
    )


def position_of(entry: Entry) -> str:
    """Return an entry's place in its player's statement, as the index sorts it.

    The version settles the order of entries that share a microsecond.
    """
    return f"{entry.posted_at}#{entry.version:012d}"


def is_entry(item: Item) -> bool:
    """Tell an entry from other items of the table."""
    return bool(item["sk"].startswith("ENTRY#"))


def _wallet_values(wallet: Wallet) -> Item:
    return {
        "currency": wallet.currency,
        "cash": wallet.cash,
        "bonus": wallet.bonus,
        "held": wallet.held,
        "version": wallet.version,
        "updated_at": wallet.updated_at,
        "totals": asdict(wallet.totals),
        "barred": sorted(wallet.barred),
    }


def _entry_values(entry: Entry) -> Item:
    return {
        "type": entry.type,
        "currency": entry.currency,
        "postings": entry.postings,
        "version": entry.version,
        "cash": entry.cash,
        "bonus": entry.bonus,
        "held": entry.held,
        "totals": asdict(entry.totals),
        "posted_at": position_of(entry),
        "reference": entry.reference,
        "fingerprint": entry.fingerprint or None,
        "actor": entry.actor or None,
    }
