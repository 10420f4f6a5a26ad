"""What the wallet says on the wire."""

from typing import Any

from pydantic import Field

from casino.shared.messages import BalanceView, Message
from casino.wallet.model import Entry, EntryType, Wallet, balances_of


class WalletView(BalanceView):
    """A player's wallet."""

    currency: str
    as_of: str = Field(description="When these balances were read, RFC 3339.")


class TotalsView(Message):
    """What has flowed through a wallet in a period, in minor units."""

    currency: str
    since: str | None = Field(description="Null: since the account was opened.")
    until: str
    elapsed_seconds: int | None = Field(description="Of the period, if it has a beginning.")
    deposited: int
    withdrawn: int
    net_deposits: int = Field(description="Deposited less withdrawn.")
    staked: int
    paid_out: int = Field(description="All that came back from games, returned stakes included.")
    net_position: int = Field(description="Paid out less staked: above zero, the player is ahead.")


class TransactionView(Message):
    """One line of a player's history."""

    transaction_id: str
    type: EntryType
    amount: int = Field(description="Signed: the effect on `available`, in minor units.")
    currency: str
    balance_after: int = Field(description="`available` right after it.")
    created_at: str
    reference: dict[str, Any] = Field(description="What it is about.")


def view_of_wallet(wallet: Wallet, as_of: str) -> WalletView:
    """Write a wallet as the REST API shows it."""
    return WalletView(currency=wallet.currency, as_of=as_of, **balances_of(wallet))


def view_of_entry(entry: Entry) -> TransactionView:
    """Write an entry as the REST API shows it."""
    return TransactionView(
        transaction_id=entry.transaction_id,
        type=entry.type,
        amount=entry.amount,
        currency=entry.currency,
        balance_after=entry.balance_after,
        created_at=entry.posted_at,
        reference=dict(entry.reference),
    )
