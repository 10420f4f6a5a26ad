"""What the house hears of payments, as the event bus carries it."""

from typing import Any, ClassVar

from pydantic import Field

from casino.payments.deposit import Deposit, DepositStatus
from casino.payments.payment import Payment
from casino.payments.provider import FailureReason
from casino.payments.withdrawal import Withdrawal, WithdrawalStatus
from casino.shared.messages import (
    CurrencyCode,
    DepositId,
    HouseEvent,
    Message,
    PlayerId,
    WithdrawalId,
)


class _Payment(Message):
    """What deposits and withdrawals tell alike."""

    player_id: PlayerId
    amount: int = Field(description="Minor units of the currency.")
    currency: CurrencyCode
    provider: str = Field(description="Whose hands it is in.")
    failure_reason: FailureReason | None


class DepositChanged(_Payment, HouseEvent):
    """A deposit has begun, or has come further; it is told as it is then."""

    event: ClassVar = "deposit.changed"

    deposit_id: DepositId
    status: DepositStatus
    reversed_amount: int = Field(description="How much of it the provider has taken back.")


class WithdrawalChanged(_Payment, HouseEvent):
    """A withdrawal has begun, or has come further; it is told as it is then."""

    event: ClassVar = "withdrawal.changed"

    withdrawal_id: WithdrawalId
    status: WithdrawalStatus
    paid_amount: int = Field(description="How much has certainly been sent.")


def told_of(payment: Payment) -> DepositChanged | WithdrawalChanged:
    """Return a payment as the bus tells of it.

    Who works on it and when it is due is nobody else's business, and neither is a card.

    Raises
    ------
    TypeError
        For a payment of a kind that nobody knows.
    """
    shared: dict[str, Any] = {
        "player_id": payment.player_id,
        "amount": payment.money.amount,
        "currency": payment.money.currency,
        "provider": payment.provider,
    }
    match payment:
        case Deposit():
            return DepositChanged(
                **shared,
                failure_reason=payment.failure_reason,
                deposit_id=payment.payment_id,
                status=payment.status,
                reversed_amount=payment.reversed_amount,
            )
        case Withdrawal():
            return WithdrawalChanged(
                **shared,
                failure_reason=payment.failure_reason,
                withdrawal_id=payment.payment_id,
                status=payment.status,
                paid_amount=payment.paid_amount,
            )
        case _:
            raise TypeError(f"nothing is told of a {type(payment).__name__}")
