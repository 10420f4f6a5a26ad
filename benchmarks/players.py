"""Players with money and a past, whose books balance from the first entry on."""

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from casino.shared.batches import batched
from casino.shared.clock import utc_now
from casino.shared.unit_of_work import UnitOfWork
from casino.wallet import CASH, Entry, EntryType, Ledger, Wallet
from casino.wallet.game_entries import post_game_entry

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

_BATCH: Final = 25


class _Recorder:
    """Stands where a DynamoDB client does and keeps the writes."""

    def __init__(self) -> None:
        self.entries: list[Mapping[str, Any]] = []

    def transact_write_items(self, TransactItems: Iterable[Mapping[str, Any]]) -> None:  # noqa: N803 - boto's name
        self.entries += [write["Put"]["Item"] for write in TransactItems if "Put" in write]


def entry_item(
    ledger: Ledger, before: Wallet, after: Wallet, entry: Entry, **indexed: str
) -> Mapping[str, Any]:
    """Return the item that the ledger would write for an entry."""
    return _put_by(lambda work: ledger.append(work, before, after, entry, **indexed))


def wallet_item(ledger: Ledger, wallet: Wallet) -> Mapping[str, Any]:
    """Return the item that the ledger would write for a new wallet."""
    return _put_by(lambda work: ledger.open_wallet(work, wallet))


def _put_by(add: Callable[[UnitOfWork], None]) -> Mapping[str, Any]:
    """Return the one item that a unit of work would put."""
    recorder = _Recorder()
    work = UnitOfWork(recorder)  # type: ignore[arg-type]  # as far as it is used
    add(work)
    work.commit()
    [item] = recorder.entries
    return item


def put_all(dynamodb: "DynamoDBClient", table: str, items: Iterable[Mapping[str, Any]]) -> None:
    """Write items by batches, without conditions."""
    for batch in batched(items, _BATCH):
        puts: list[Any] = [{"PutRequest": {"Item": item}} for item in batch]
        dynamodb.batch_write_item(RequestItems={table: puts})


def open_account(
    dynamodb: "DynamoDBClient", table: str, player_id: str, cash: int, entries: int = 1
) -> None:
    """Open a wallet whose ledger already holds some entries.

    The entries are those that the ledger itself would have written, put in by batches: ten
    thousand transactions would take minutes.

    Parameters
    ----------
    dynamodb : DynamoDBClient
    table : str
        The wallet table.
    player_id : str
    cash : int
        What all entries together leave, in minor units.
    entries : int
        How many; the first one is a deposit of everything.
    """
    ledger = Ledger(dynamodb, table)
    items: list[Mapping[str, Any]] = []
    wallet = Wallet(player_id, "EUR")
    # Until a moment ago: who plays for the first time on a day costs one unit more than others.
    begun_at = utc_now() - timedelta(milliseconds=entries)
    for number in range(entries):
        amount = cash if number == 0 else (-1) ** number
        kind = EntryType.DEPOSIT if number == 0 else EntryType.ADJUSTMENT
        postings = {CASH: amount, "psp:bench": -amount}
        at = begun_at + timedelta(milliseconds=number)
        after, entry = post_game_entry(wallet, kind, f"{number}", postings, at=at)
        items.append(entry_item(ledger, wallet, after, entry))
        wallet = after
    put_all(dynamodb, table, items)
    work = UnitOfWork(dynamodb)
    ledger.open_wallet(work, wallet)
    work.commit()
