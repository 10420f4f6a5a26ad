"""The ledger read whole: for those who look at every entry of everybody.

Players' own reads are queries of one partition. Here the table is walked page by page, which only
bookkeeping and audits have the right and the patience to do.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from casino.shared.dynamodb import ScanPosition, get_items, query, scan_pages, to_item
from casino.shared.pages import items_after
from casino.wallet.model import Entry, EntryType, Wallet
from casino.wallet.repository import (
    DAY_INDEX,
    STATEMENT_INDEX,
    Ledger,
    active_on,
    entry_from_item,
    is_entry,
    wallet_from_item,
)

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# What a wallet's item consists of. The entries between the wallets are read over, not read.
_WALLET_ATTRIBUTES: Final = (
    "currency",
    "cash",
    "bonus",
    "held",
    "version",
    "updated_at",
    "barred",
    "bars",
    "standing",
    "totals",
    "time_zone",
    "periods",
)


@dataclass(frozen=True, slots=True)
class WalletPage:
    """Some players of the ledger.

    Attributes
    ----------
    orphans : list of str
        Players who have entries and no wallet.
    next : ScanPosition or None
        Where the next page begins; `None` after the last one.
    """

    wallets: list[Wallet]
    orphans: list[str]
    next: ScanPosition | None


class LedgerReader:
    """Reads every wallet and every entry."""

    def __init__(self, client: "DynamoDBClient", table: str) -> None:
        self._client = client
        self._table = table
        self._ledger = Ledger(client, table)

    def pages(
        self, start: ScanPosition | None = None, *, segment: int = 0, segments: int = 1
    ) -> Iterator[WalletPage]:
        """Yield all players, in no particular order; parameters as of `scan_pages`.

        Each player comes once in a whole walk, except those who arrive while it goes on, who may
        be missed.
        """
        # currency, cash and the like are no reserved words today; aliases keep it that way.
        names = {f"#{name}": name for name in ("pk", "sk", *_WALLET_ATTRIBUTES)}
        for page in scan_pages(
            self._client,
            start,
            segment=segment,
            segments=segments,
            TableName=self._table,
            ProjectionExpression=", ".join(names),
            ExpressionAttributeNames=names,
        ):
            wallets = [wallet_from_item(item) for item in page.found if item["sk"] == "WALLET"]
            known = {wallet.player_id for wallet in wallets}
            players = {item["pk"].removeprefix("PLAYER#") for item in page.found if is_entry(item)}
            yield WalletPage(wallets, self._without_wallet(players - known), page.next)

    def wallet(self, player_id: str) -> Wallet:
        """Return a wallet, read consistently.

        Raises
        ------
        NoWallet
        """
        return self._ledger.wallet(player_id)

    def wallets(self, player_ids: Sequence[str]) -> list[Wallet | None]:
        """Return wallets in this order, read consistently; `None` for what there isn't."""
        items = get_items(self._client, [self._ledger.wallet_key(each) for each in player_ids])
        return [wallet_from_item(item) if item else None for item in items]

    def players_of(
        self, day: str, shard: int, after: ScanPosition | None, limit: int
    ) -> tuple[list[tuple[str, ScanPosition]], ScanPosition | None]:
        """Return some of the players who have entries of a day that is over.

        Parameters
        ----------
        day : str
            ``2026-11-23``.
        shard : int
            Which of the day's `DAY_SHARDS` parts.
        after : ScanPosition or None
            Where these begin; `None` for the first ones.

        Returns
        -------
        list of (str, ScanPosition)
            Each player, and where those after them begin.
        ScanPosition or None
            `None` after the last ones.
        """
        items, end = items_after(
            self._client,
            after,
            partition=("active_on", active_on(day, shard)),
            order=("pk", "sk"),
            limit=limit,
            TableName=self._table,
            IndexName=DAY_INDEX,
        )
        players: list[tuple[str, ScanPosition]] = [
            (each["pk"].removeprefix("PLAYER#"), {"pk": each["pk"], "sk": each["sk"]})
            for each in items
        ]
        return players, end

    def entries_after(self, player_id: str, position: str = "") -> Iterator[Entry]:
        """Yield a player's entries after a position, in the order of their versions.

        Read consistently, page after page as they are consumed: a history of any length takes no
        more memory than a page.
        """
        items = query(
            self._client,
            TableName=self._table,
            IndexName=STATEMENT_INDEX,
            ConsistentRead=True,
            KeyConditionExpression="pk = :pk AND posted_at > :position",
            ExpressionAttributeValues=to_item(
                # A key can't be empty text, and every time begins with a digit.
                {":pk": f"PLAYER#{player_id}", ":position": position or " "}
            ),
        )
        return map(entry_from_item, items)

    def entries(self, keys: Sequence[tuple[str, EntryType, str]]) -> list[Entry | None]:
        """Return entries by player, type and key, in this order; `None` for what there isn't."""
        places = [self._ledger.entry_key(*each) for each in keys]
        return [entry_from_item(item) if item else None for item in get_items(self._client, places)]

    def _without_wallet(self, player_ids: set[str]) -> list[str]:
        # A page may end between a player's entries and their wallet, which sorts after them.
        candidates = sorted(player_ids)
        found = get_items(self._client, [self._ledger.wallet_key(each) for each in candidates])
        return [each for each, item in zip(candidates, found, strict=True) if item is None]
