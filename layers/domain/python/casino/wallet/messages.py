"""What the wallet says on the wire."""

from typing import Any, ClassVar

from pydantic import Field

from casino.shared.messages import BalanceView, CurrencyCode, EventData, Message, Timestamp
from casino.wallet.model import Entry, EntryType, Wallet, balances_of


class WalletView(BalanceView):
    """A player's wallet."""

    currency: CurrencyCode
    as_of: Timestamp = Field(description="When these balances were read, RFC 3339.")


class TotalsView(Message):
    """What has flowed through a wallet in a period, in minor units."""

    currency: CurrencyCode
    since: Timestamp | None = Field(
        description="Null: since the account was opened.", examples=["2026-01-01T00:00:00Z"]
    )
    until: Timestamp = Field(examples=["2026-02-01T00:00:00Z"])
    elapsed_seconds: int | None = Field(
        description="Of the period, if it has a beginning.", examples=[2678400]
    )
    deposited: int = Field(examples=[10000])
    withdrawn: int = Field(examples=[0])
    net_deposits: int = Field(description="Deposited less withdrawn.", examples=[10000])
    staked: int = Field(examples=[5000])
    paid_out: int = Field(
        description="All that came back from games, returned stakes included.", examples=[3500]
    )
    net_position: int = Field(
        description="Paid out less staked: above zero, the player is ahead.", examples=[-1500]
    )


class TransactionView(Message):
    """One line of a player's history."""

    transaction_id: str = Field(examples=["txn_0q8v3c5r1n7k2m9t4w6x0y5z3a"])
    type: EntryType = Field(examples=["bet"])
    amount: int = Field(
        description="Signed: the effect on `available`, in minor units.", examples=[-100]
    )
    currency: CurrencyCode
    balance_after: int = Field(description="`available` right after it.", examples=[8500])
    created_at: Timestamp
    reference: dict[str, Any] = Field(
        description="What it is about.",
        examples=[{"bet_id": "b-6f1d2c", "round_id": "roulette-eu-1.42"}],
    )


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


class WalletUpdated(EventData, BalanceView):
    """A player's balances have changed."""

    event: ClassVar = "wallet.updated"

    currency: CurrencyCode
    reason: str = Field(description="The type of the transaction that changed them.")
    amount: int = Field(description="Its effect on `available`.")
    transaction_id: str
