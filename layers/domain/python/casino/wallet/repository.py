"""The ledger in DynamoDB.

==========================  =======================  ==============================================
item                        key                      indexes
==========================  =======================  ==============================================
a player's wallet           PLAYER#id, WALLET
an entry of that player     PLAYER#id, ENTRY#type#key  ``statement``: player, time and version;
                                                     ``by_type``: player, type, time and version,
                                                     without bets and wins; ``bets_by_round``: round
                                                     and shard, bets only; ``players_by_day``: day
                                                     and shard, a player's first of each day
==========================  =======================  ==============================================

An entry's key is its idempotency record, for ever. Statement and types are local indexes so that a
player reads their own writes. The other two are global and may lag: settlement detects that by
count, and an audit asks for a day that is over. What these indexes cost, and why no others, is told
in docs/decisions/0057.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from casino.shared.codec import Codec
from casino.shared.dynamodb import Item, from_item, get_item, query, to_item
from casino.shared.once import AlreadyDone
from casino.shared.pages import Page, from_cursor, items_after, page_of
from casino.shared.reading import Key, Reading, Wanted, if_there, required
from casino.shared.unit_of_work import UnitOfWork, stale
from casino.wallet.errors import NoWallet
from casino.wallet.model import BONUS, CASH, Bar, BarReason, Entry, EntryType, Totals, Wallet

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

STATEMENT_INDEX: Final = "statement"
TYPE_INDEX: Final = "by_type"
ROUND_INDEX: Final = "bets_by_round"
DAY_INDEX: Final = "players_by_day"

# A day of players is written in this many places. An index that can't follow holds up its table,
# and one place takes a thousand: these bear 16,000 players who all begin their day in one second.
DAY_SHARDS: Final = 16

# What statements mostly consist of. To index these by type would cost each bet a ninth unit, and
# looking through the statement finds them soon.
_FREQUENT: Final = frozenset({EntryType.BET, EntryType.WIN})

# A query reads at most a megabyte, some two thousand entries; a filtered page looks through these.
_WALLET: Final = Codec(Wallet, keys=("player_id",))
_ENTRY: Final = Codec(Entry, keys=("player_id", "key", "posted_at"))
_POSITION: Final = ("sk", "posted_at")
_POSITION_IN_TYPE: Final = ("sk", "type_at")
_LOOKED_THROUGH: Final = 2000

# What was barred stood here before bars had reasons and ends.
_OLD_BARS: Final = "barred"
_NO_LONGER: Final = f" REMOVE {_OLD_BARS}"

# What changes with the standing alone, entry or none.
_BY_STANDING: Final = ("bars", "terms", "time_zone", "standing")

# Wallets that were never barred from anything have no such attribute.
_STANDING: Final = "(standing = :standing_read OR attribute_not_exists(standing))"


class Ledger:
    """Wallets and their entries."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table

    def wallet_key(self, player_id: str) -> Key:
        """Return where a wallet stands."""
        return self._table, {"pk": f"PLAYER#{player_id}", "sk": "WALLET"}

    def entry_key(self, player_id: str, entry_type: EntryType, key: str) -> Key:
        """Return where an entry stands."""
        return self._table, {"pk": f"PLAYER#{player_id}", "sk": f"ENTRY#{entry_type}#{key}"}

    def want_wallet(self, reading: Reading, player_id: str) -> Wanted[Wallet]:
        """Add a player's wallet to a reading; its value raises `NoWallet` where there is none."""
        return reading.want(self.wallet_key(player_id), required(wallet_from_item, NoWallet))

    def want_entry(
        self, reading: Reading, player_id: str, entry_type: EntryType, key: str
    ) -> Wanted[Entry | None]:
        """Add an entry to a reading."""
        return reading.want(self.entry_key(player_id, entry_type, key), if_there(entry_from_item))

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
        before : Wallet
            As it was read; if it has changed since, nothing is written.
        after : Wallet
            What the player may do, the wallet's marks and its periods are written too, if they
            differ.
        *entries : Entry
            In the order in which they were posted.
        **indexed : str
            Attributes of the entries' items for indexes, such as ``round_shard``.

        Raises at commit
        ----------------
        AlreadyDone
            If the ledger has an entry of such a type and key. Said before anything else that is
            wrong, because a repetition must find its first answer whatever has happened since.
        Contention
            If the wallet changed since it was read, or what the player may do did.
        """
        day_before = before.updated_at[:10] if before.version else None
        for entry in entries:
            _, entry_key = self.entry_key(entry.player_id, entry.type, entry.key)
            day = entry.posted_at[:10]
            opens_day = active_on(day, day_shard(entry.player_id)) if day != day_before else None
            work.put(
                self._table,
                entry_key | _entry_values(entry) | {"active_on": opens_day} | indexed,
                otherwise=lambda old: AlreadyDone(entry_from_item(old or {})),
            )
            day_before = day
        _, wallet_key = self.wallet_key(after.player_id)
        # The version protects what changes with an entry only.
        changed: dict[str, Any] = {
            name: getattr(after, name)
            for name in ("marks", "periods")
            if getattr(after, name) != getattr(before, name)
        }
        if after.standing != before.standing:
            changed |= _standing_values(after)
        # The floor is implied by the version; it is stated all the same, because no bug in the
        # arithmetic above may ever leave a balance below zero.
        work.update(
            self._table,
            wallet_key,
            "SET cash = :cash, bonus = :bonus, held = :held, version = :after, updated_at = :at,"
            " totals = :totals"
            + "".join(f", {name} = :{name}" for name in changed)
            + (_NO_LONGER if after.standing != before.standing else ""),
            condition=(
                "version = :before AND cash >= :cash_taken"
                f" AND bonus >= :bonus_taken AND held >= :held_taken AND {_STANDING}"
            ),
            values={f":{name}": value for name, value in changed.items()}
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
                ":standing_read": before.standing,
            },
            otherwise=stale,
        )

    def change_standing(self, work: UnitOfWork, before: Wallet, after: Wallet) -> None:
        """Add to a unit of work what a player may do from now on; no money moves.

        Whatever was decided by the earlier standing and is not committed yet, is decided again.

        Raises at commit
        ----------------
        Contention
            If it has changed since it was read.
        """
        table, key = self.wallet_key(after.player_id)
        values = _standing_values(after)
        work.update(
            table,
            key,
            "SET " + ", ".join(f"{name} = :{name}" for name in values) + _NO_LONGER,
            condition=f"attribute_exists(pk) AND {_STANDING}",
            values={f":{name}": value for name, value in values.items()}
            | {":standing_read": before.standing},
            otherwise=stale,
        )

    def demand(
        self, work: UnitOfWork, wallet: Wallet, taken: Mapping[str, int] | None = None
    ) -> None:
        """Demand in a unit of work without an entry that what was decided by a wallet still holds.

        Parameters
        ----------
        wallet : Wallet
            As it was read: what the player may do has to be the same.
        taken : mapping of str to int, optional
            What a stake would take from each bucket, which has to be there: see `Wallet.cover`.

        Raises at commit
        ----------------
        Contention
            If the money is somewhere else by then, or the player may do something else: look again.
        """
        table, key = self.wallet_key(wallet.player_id)
        taken = taken or {}
        work.check(
            table,
            key,
            condition=f"cash >= :cash AND bonus >= :bonus AND {_STANDING}",
            values={
                ":cash": -taken.get(CASH, 0),
                ":bonus": -taken.get(BONUS, 0),
                ":standing_read": wallet.standing,
            },
            otherwise=stale,
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
        entry_type : EntryType, optional
            Only entries of this type. A page of bets or wins may then hold fewer than `limit` and
            still not be the last one, if they are rarer than one in some twenty entries.
        since, until : str, optional
            Bounds of the time of posting, RFC 3339 as `to_rfc3339` writes it; both inclusive. A
            period that ends before it begins is empty.

        Raises
        ------
        InvalidCursor
        """
        filtered = entry_type in _FREQUENT
        prefix = f"{entry_type}#" if entry_type and not filtered else ""
        order, index = (_POSITION_IN_TYPE, TYPE_INDEX) if prefix else (_POSITION, STATEMENT_INDEX)
        if since is not None and until is not None and since > until:
            from_cursor(cursor, *order)
            return Page([], None)  # DynamoDB would refuse to look
        values: dict[str, Any] = {
            ":since": f"{prefix}{since or '0'}",
            ":until": f"{prefix}{until or '9'}~",
        }
        only: dict[str, Any] = {}
        if filtered:
            only = {
                "looks_through": _LOOKED_THROUGH,
                "FilterExpression": "#type = :type",
                "ExpressionAttributeNames": {"#type": "type"},
            }
            values[":type"] = entry_type
        return page_of(
            self._client,
            entry_from_item,
            partition=("pk", f"PLAYER#{player_id}"),
            order=order,
            limit=limit,
            cursor=cursor,
            where=f"{order[1]} BETWEEN :since AND :until",
            values=values,
            TableName=self._table,
            IndexName=index,
            ConsistentRead=True,
            ScanIndexForward=False,
            **only,
        )

    def totals_before(self, player_id: str, moment: str) -> Totals:
        """Return a player's totals right before a moment: those of the last entry until then.

        Parameters
        ----------
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

    def page_of_bets(
        self, round_shard: str, after: Mapping[str, str] | None, limit: int
    ) -> tuple[list[Entry], dict[str, str] | None]:
        """Return some of the bets that `bets_of` yields, and where the next ones begin.

        Parameters
        ----------
        after : mapping or None
            What the page before gave; `None` for the first one.

        Returns
        -------
        list of Entry
        dict or None
            `None` after the last page.
        """
        items, end = items_after(
            self._client,
            after,
            partition=("round_shard", round_shard),
            order=("pk", "sk"),
            limit=limit,
            TableName=self._table,
            IndexName=ROUND_INDEX,
        )
        return [entry_from_item(item) for item in items], end

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
    known: dict[str, Any] = {}
    if barred := item.get(_OLD_BARS):
        # Nothing but disputes barred anybody then.
        known["bars"] = (Bar(BarReason.DISPUTE, frozenset(barred)),)
    return _WALLET.read(item, player_id=item["pk"].removeprefix("PLAYER#"), **known)


def entry_from_item(item: Item) -> Entry:
    """Read an entry's item, from the table or from its stream."""
    return _ENTRY.read(
        item,
        player_id=item["pk"].removeprefix("PLAYER#"),
        key=item["sk"].split("#", 2)[2],
        posted_at=item["posted_at"].partition("#")[0],
    )


def position_of(entry: Entry) -> str:
    """Return an entry's place in its player's statement, as the index sorts it.

    The version settles the order of entries that share a microsecond.
    """
    return f"{entry.posted_at}#{entry.version:012d}"


def day_shard(player_id: str) -> int:
    """Return in which part of each day a player is found, from 0."""
    return zlib.crc32(player_id.encode()) % DAY_SHARDS


def active_on(day: str, shard: int) -> str:
    """Return the key of one part of a day, ``2026-11-23``, in the index of players by day."""
    return f"{day}#{shard:02d}"


def is_entry(item: Item) -> bool:
    """Tell an entry from other items of the table."""
    return bool(item["sk"].startswith("ENTRY#"))


def entries_among(items: Iterable[Item]) -> list[Entry]:
    """Return the entries among the items of the table's stream."""
    return [entry_from_item(item) for item in items if is_entry(item)]


def _wallet_values(wallet: Wallet) -> Item:
    item = _WALLET.write(wallet)
    return item | {name: item[name] or None for name in ("terms", "marks", "periods")}


def _standing_values(wallet: Wallet) -> Item:
    item = _WALLET.write(wallet)
    return {name: item[name] for name in _BY_STANDING}


def _entry_values(entry: Entry) -> Item:
    item = _ENTRY.write(entry)
    # Most entries have none of these, and there are many entries.
    sparse = {name: item[name] or None for name in ("fingerprint", "actor", "kind")}
    position = position_of(entry)
    of_its_type = None if entry.type in _FREQUENT else f"{entry.type}#{position}"
    return item | sparse | {"posted_at": position, "type_at": of_its_type}
