"""The wallet's parts, put together once for each execution environment."""

from functools import cache

from casino.shared.aws import client
from casino.shared.settings import setting
from casino.wallet.reader import LedgerReader
from casino.wallet.repository import Ledger


@cache
def ledger() -> Ledger:
    """Return the ledger that this function works on."""
    return Ledger(client("dynamodb"), setting("WALLET_TABLE"))


@cache
def reader() -> LedgerReader:
    """Return what reads the whole ledger."""
    return LedgerReader(client("dynamodb"), setting("WALLET_TABLE"))
