"""The wallet: an append-only double-entry ledger and each player's running balances."""

from casino.wallet.errors import CurrencyMismatch, InsufficientFunds, NoWallet, WalletRestricted
from casino.wallet.model import (
    BONUS,
    CASH,
    HELD,
    Activity,
    Entry,
    EntryType,
    Totals,
    Wallet,
    balances_of,
    post,
)
from casino.wallet.repository import (
    DAY_SHARDS,
    Ledger,
    entries_among,
    entry_from_item,
    is_entry,
    position_of,
    wallet_from_item,
)

__all__ = [
    "BONUS",
    "CASH",
    "DAY_SHARDS",
    "HELD",
    "Activity",
    "CurrencyMismatch",
    "Entry",
    "EntryType",
    "InsufficientFunds",
    "Ledger",
    "NoWallet",
    "Totals",
    "Wallet",
    "WalletRestricted",
    "balances_of",
    "entries_among",
    "entry_from_item",
    "is_entry",
    "position_of",
    "post",
    "wallet_from_item",
]
